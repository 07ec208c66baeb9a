using Bpf.Symbols.Files;


namespace Bpf.Runtime.Attach.Binaries;

/// <summary>A file found by its name or path.</summary>
/// <param name="Handle">The file, opened with O_PATH; the receiver disposes it.</param>
/// <param name="Root">Root at which its path starts.</param>
/// <param name="Path">Path in that root.</param>
internal readonly record struct LocatedFile(BpfHandle Handle, FileRoot Root, string Path) : IDisposable
{
    /// <summary>The path to show to users.</summary>
    public string Name => Root.NameOf(Path);

    /// <summary>Path under which this process can read the file.</summary>
    public string OpenPath => $"/proc/self/fd/{Handle.Descriptor}";

    public void Dispose() => Handle.Dispose();
}
