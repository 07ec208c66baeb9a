using System.Buffers;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>
/// A name that may carry a version, <c>name@VERSION</c> or <c>name@@VERSION</c>, as the linker leaves it in <c>.symtab</c> and users write it.
/// Names of some languages have an at sign of their own: what follows it is a version only if it could be one.
/// </summary>
internal static class VersionedName
{
    private static readonly SearchValues<byte> s_versionBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-+~"u8);

    /// <summary>Length of the name without its version.</summary>
    public static int BaseLength(ReadOnlySpan<byte> name)
    {
        int at = name.LastIndexOf((byte)'@');
        if (at <= 0 || at == name.Length - 1 || name[(at + 1)..].ContainsAnyExcept(s_versionBytes))
        {
            return name.Length;
        }

        int start = name[at - 1] == (byte)'@' ? at - 1 : at;
        return start == 0 ? name.Length : start;
    }
}
