using Bpf.Testing;

namespace Bpf.Attach.Tests.Support;

/// <summary>
/// A separate root directory with one statically linked program, to which an absolute symlink points: <c>/app/server</c>, to a path that exists on the host
/// too, where it is a copy of the program.
/// </summary>
internal sealed class Container : IDisposable
{
    private readonly DirectoryInfo _twins = Directory.CreateTempSubdirectory("bpf-twin-");

    /// <param name="program">The program.</param>
    public Container(string program)
    {
        Root = Directory.CreateTempSubdirectory("bpf-root-").FullName;
        Twin = Path.Combine(_twins.FullName, "real-server");
        File.Copy(program, Twin);
        Directory.CreateDirectory(Path.GetDirectoryName(Real)!);
        File.Copy(program, Real);
        Directory.CreateDirectory(Path.Combine(Root, "app"));
        Directory.CreateDirectory(Path.Combine(Root, "old"));
        Directory.CreateDirectory(Path.Combine(Root, "bin"));
        File.CreateSymbolicLink(Path.Combine(Root, "app/server"), Twin);
    }

    /// <summary>Directory that is the root of the container.</summary>
    public string Root { get; }

    /// <summary>The program on the host, and the path in the container that the link leads to.</summary>
    public string Twin { get; }

    /// <summary>The program of the container, as the host sees it.</summary>
    public string Real => Root + Twin;

    /// <summary>Starts the program in the container.</summary>
    /// <param name="hasNamespace">Whether the directory is the root of a mount namespace, not only of a chroot.</param>
    public CommandedProcess Start(bool hasNamespace)
        => hasNamespace
            ? new("unshare", "--mount", "--propagation", "private", "sh", "-c", $"mount --bind {Root} {Root} && cd {Root} && pivot_root . old && exec /app/server")
            : new("chroot", Root, "/app/server");

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        _twins.Delete(recursive: true);
    }
}
