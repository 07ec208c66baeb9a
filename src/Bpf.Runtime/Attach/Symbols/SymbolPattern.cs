using System.Runtime.CompilerServices;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>A glob over symbol names: <c>*</c> stands for any characters, <c>?</c> for one; the whole name must match, case counts.</summary>
internal static class SymbolPattern
{
    /// <summary>True when a text has characters of a glob; names of some languages have them too.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>True when the name matches. Takes time proportional to the product of the lengths at worst.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && (pattern[p] == (byte)'?' || pattern[p] == name[n]) && pattern[p] != (byte)'*')
            {
                p++;
                n++;
            }
            else if (p < pattern.Length && pattern[p] == (byte)'*')
            {
                if (p == pattern.Length - 1)
                {
                    return true;
                }

                star = p++;
                resume = n;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart((byte)'*').IsEmpty;
    }
}
