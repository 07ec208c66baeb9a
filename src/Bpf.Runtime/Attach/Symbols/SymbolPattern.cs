using System.Runtime.CompilerServices;

namespace Bpf.Runtime.Attach.Symbols;

/// <summary>A glob over symbol names: <c>*</c> matches any characters, <c>?</c> matches one; the whole name must match, and case matters.</summary>
internal static class SymbolPattern
{
    /// <summary>Returns whether a text has glob characters; names in some languages have them too.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Returns whether the name matches. In the worst case, takes time proportional to the product of the lengths.</summary>
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
