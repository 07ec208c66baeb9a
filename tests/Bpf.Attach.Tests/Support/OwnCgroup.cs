using Bpf.Testing;

namespace Bpf.Attach.Tests.Support;

/// <summary>A cgroup of the test, without other processes.</summary>
internal sealed class OwnCgroup : IDisposable
{
    public OwnCgroup()
    {
        Root = KernelFileSystem.Cgroup.Need();
        Path = System.IO.Path.Combine(Root, $"bpf-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    /// <summary>Where cgroup v2 is mounted.</summary>
    public string Root { get; }

    /// <summary>Directory of the cgroup.</summary>
    public string Path { get; }

    /// <summary>Moves a process into it.</summary>
    public void Add(int processId) => File.WriteAllText(System.IO.Path.Combine(Path, "cgroup.procs"), $"{processId}");

    /// <summary>Removes it; its processes have ended.</summary>
    public void Dispose() => CgroupDirectory.Remove(Path);
}
