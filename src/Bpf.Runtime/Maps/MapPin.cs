using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>A pin that loading made.</summary>
/// <param name="Path">Path in a BPF file system.</param>
/// <param name="MadeDirectory">Its directory, if it was created for the pin.</param>
internal sealed record MapPin(string Path, string? MadeDirectory)
{
    /// <summary>Removes the pin, and the directory unless others have put something into it.</summary>
    public void Remove()
    {
        _ = LibC.Unlink(Path);
        if (MadeDirectory is not null)
        {
            _ = LibC.RemoveDirectory(MadeDirectory);
        }
    }
}
