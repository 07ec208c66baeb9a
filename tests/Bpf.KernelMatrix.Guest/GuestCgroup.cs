using Bpf.Attach.Tests.Support;

namespace Bpf.KernelMatrix.Guest;

/// <summary>A cgroup that contains this process until the end of the scenario.</summary>
internal sealed class GuestCgroup : IDisposable
{
    private readonly string _before;

    public GuestCgroup()
    {
        string root = File.ReadLines("/proc/self/mountinfo").First(line => line.Contains(" - cgroup2 ", StringComparison.Ordinal)).Split(' ')[4];
        _before = root + File.ReadLines("/proc/self/cgroup").First(line => line.StartsWith("0::", StringComparison.Ordinal))[3..];
        Path = System.IO.Path.Combine(root, $"matrix-{Environment.ProcessId}");
        Directory.CreateDirectory(Path);
        Move(Path);
    }

    /// <summary>Directory of the cgroup.</summary>
    public string Path { get; }

    public void Dispose()
    {
        Move(_before);
        CgroupDirectory.Remove(Path);
    }

    private static void Move(string cgroup) => File.WriteAllText(System.IO.Path.Combine(cgroup, "cgroup.procs"), $"{Environment.ProcessId}");
}
