using System.Text;

namespace Bpf.Objects.Symbols.Demangling;

/// <summary>Rust names in the mangling used before 2025: a C++ name that ends in a hash, with some characters escaped as <c>$..$</c>.</summary>
internal static class RustLegacyName
{
    private const int HashLength = 17; // 'h' and 16 hexadecimal digits

    /// <summary>Demangles a symbol; <see langword="null"/> when it is not such a name.</summary>
    public static string? Demangle(string symbol)
    {
        if (!symbol.StartsWith("_ZN", StringComparison.Ordinal))
        {
            return null;
        }

        List<string> parts = [];
        int at = 3;
        while (at < symbol.Length && symbol[at] != 'E')
        {
            int length = 0;
            int digits = at;
            while (at < symbol.Length && char.IsAsciiDigit(symbol[at]) && length < symbol.Length)
            {
                length = (length * 10) + (symbol[at++] - '0');
            }

            if (at == digits || length == 0 || length > symbol.Length - at)
            {
                return null;
            }

            parts.Add(symbol.Substring(at, length));
            at += length;
        }

        bool isWhole = at == symbol.Length - 1 || (at < symbol.Length - 1 && symbol[at + 1] == '.');
        if (!isWhole || parts.Count < 2 || !IsHash(parts[^1]))
        {
            return null;
        }

        return string.Join("::", parts.SkipLast(1).Select(Decode));
    }

    private static bool IsHash(string part) => part.Length == HashLength && part[0] == 'h' && part.Skip(1).All(char.IsAsciiHexDigitLower);

    private static string Decode(string part)
    {
        StringBuilder text = new();
        // An escape cannot begin an identifier, so an underscore precedes it.
        for (int i = part.StartsWith("_$", StringComparison.Ordinal) ? 1 : 0; i < part.Length; i++)
        {
            int end;
            if (part[i] == '$' && (end = part.IndexOf('$', i + 1)) > 0 && Escape(part[(i + 1)..end]) is { } escaped)
            {
                text.Append(escaped);
                i = end;
            }
            else if (part[i] == '.' && i + 1 < part.Length && part[i + 1] == '.')
            {
                text.Append("::");
                i++;
            }
            else
            {
                text.Append(part[i]);
            }
        }

        return text.ToString();
    }

    private static string? Escape(string code) => code switch
    {
        "SP" => "@",
        "BP" => "*",
        "RF" => "&",
        "LT" => "<",
        "GT" => ">",
        "LP" => "(",
        "RP" => ")",
        "C" => ",",
        ['u', .. var digits] when int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out int value) && Rune.IsValid(value) =>
            new Rune(value).ToString(),
        _ => null,
    };
}
