using System.Buffers;

namespace Bpf.Symbols.Tables;

/// <summary>
/// A name with an optional version, <c>name@VERSION</c> or <c>name@@VERSION</c>, as linkers leave it in <c>.symtab</c> and users write it. Names in
/// some languages contain an at sign themselves: what follows it counts as a version only if it could be one.
/// </summary>
internal static class VersionedName
{
    private static readonly SearchValues<byte> s_versionBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-+~"u8);

    /// <summary>Returns the length of the name without its version.</summary>
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
