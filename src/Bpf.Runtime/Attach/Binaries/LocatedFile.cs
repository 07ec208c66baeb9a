using Bpf.Runtime.Files;

namespace Bpf.Runtime.Attach.Binaries;

/// <summary>A file that was found.</summary>
/// <param name="Handle">The file, opened with O_PATH; whoever gets this disposes it.</param>
/// <param name="Root">Where its path starts.</param>
/// <param name="Path">Path in that root.</param>
internal readonly record struct LocatedFile(BpfHandle Handle, FileRoot Root, string Path) : IDisposable
{
    /// <summary>The path for people.</summary>
    public string Name => Root.NameOf(Path);

    /// <summary>Path under which this process can read the file.</summary>
    public string OpenPath => $"/proc/self/fd/{Handle.Descriptor}";

    public void Dispose() => Handle.Dispose();
}
