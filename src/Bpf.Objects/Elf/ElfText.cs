using System.Runtime.CompilerServices;

namespace Bpf.Objects.Elf;

/// <summary>Reads strings from string tables.</summary>
internal static class ElfText
{
    /// <summary>Returns the bytes of the string at an offset, without its NUL; empty when the offset is outside the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> At(ReadOnlySpan<byte> table, uint offset)
    {
        if (offset >= (uint)table.Length)
        {
            return default;
        }

        ReadOnlySpan<byte> rest = table[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }
}
