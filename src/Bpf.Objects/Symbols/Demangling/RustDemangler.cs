using System.Globalization;
using System.Text;

namespace Bpf.Objects.Symbols.Demangling;

/// <summary>Demangles Rust names in the v0 mangling (RFC 2603), in the spelling of c++filt: without crate hashes and the types of constants.</summary>
internal sealed partial class RustDemangler
{
    private const int DeepestNesting = 200;
    private const int LongestName = 1 << 16;
    private readonly string _text;
    private readonly StringBuilder _output = new();
    private int _at;
    private int _depth;
    private int _boundLifetimes;
    private bool _isBroken;

    private RustDemangler(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>Demangles a symbol.</summary>
    /// <param name="symbol">A symbol that begins with <c>_R</c>.</param>
    /// <returns>The name; <see langword="null"/> when the symbol is not one of these.</returns>
    public static string? Demangle(string symbol)
    {
        if (!symbol.StartsWith("_R", StringComparison.Ordinal) || symbol.Length < 4 || !char.IsAsciiLetterUpper(symbol[2]))
        {
            return null;
        }

        // Back references are relative to the end of the prefix.
        int dot = symbol.IndexOf('.', StringComparison.Ordinal);
        RustDemangler demangler = new(symbol[2..(dot < 0 ? symbol.Length : dot)]);
        demangler.Path(isValue: true);
        if (!demangler._isBroken && demangler._at < demangler._text.Length)
        {
            // The instantiating crate is not part of the name.
            int length = demangler._output.Length;
            demangler.Path(isValue: false);
            demangler._output.Length = length;
        }

        return demangler._isBroken || demangler._at != demangler._text.Length ? null : demangler._output.ToString();
    }

    private void Path(bool isValue)
    {
        if (!Enter())
        {
            return;
        }

        switch (Take())
        {
            case 'C':
                Disambiguator();
                Write(Identifier());
                break;
            case 'M':
                Implementation();
                Write("<");
                Type();
                Write(">");
                break;
            case 'X':
                Implementation();
                AsTrait();
                break;
            case 'Y':
                AsTrait();
                break;
            case 'N':
                Nested(isValue);
                break;
            case 'I':
                Path(isValue);
                Write(isValue ? "::<" : "<");
                List(GenericArgument);
                Write(">");
                break;
            case 'B':
                BackReference(() => Path(isValue));
                break;
            default:
                _isBroken = true;
                break;
        }

        _depth--;
    }

    private void Implementation()
    {
        Disambiguator();
        int length = _output.Length;
        Path(isValue: false);
        _output.Length = length;
    }

    private void AsTrait()
    {
        Write("<");
        Type();
        Write(" as ");
        Path(isValue: false);
        Write(">");
    }

    private void Nested(bool isValue)
    {
        char space = Take();
        Path(isValue);
        ulong number = Disambiguator();
        string name = Identifier();
        if (char.IsAsciiLetterUpper(space))
        {
            string kind = space switch { 'C' => "closure", 'S' => "shim", _ => space.ToString() };
            Write($"::{{{kind}{(name.Length == 0 ? "" : ":")}{name}#{number}}}");
        }
        else if (char.IsAsciiLetterLower(space))
        {
            if (name.Length > 0)
            {
                Write($"::{name}");
            }
        }
        else
        {
            _isBroken = true;
        }
    }

    private void GenericArgument()
    {
        if (Try('L'))
        {
            Lifetime(Base62());
        }
        else if (Try('K'))
        {
            Constant();
        }
        else
        {
            Type();
        }
    }

    private void Constant()
    {
        if (!Enter())
        {
            return;
        }

        char type = Take();
        if (type == 'B')
        {
            BackReference(Constant);
        }
        else if (type == 'p')
        {
            Write("_");
        }
        else
        {
            bool isNegative = Try('n');
            int start = _at;
            while (char.IsAsciiHexDigitLower(Current))
            {
                _at++;
            }

            string digits = _text[start.._at];
            if (!Try('_') || !ulong.TryParse(digits.Length == 0 ? "0" : digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value))
            {
                // Constants wider than 64 bits are written as encoded.
                _isBroken |= digits.Length <= 16;
                Write($"0x{digits}");
            }
            else if (type == 'b')
            {
                Write(value == 0 ? "false" : "true");
            }
            else if (type == 'c')
            {
                Write(Rune.IsValid((uint)value) ? $"'{new Rune((uint)value)}'" : "'?'");
            }
            else if (s_basic.ContainsKey(type))
            {
                Write((isNegative ? "-" : "") + value.ToString(CultureInfo.InvariantCulture));
            }
            else
            {
                _isBroken = true;
            }
        }

        _depth--;
    }

    private void BackReference(Action parse)
    {
        int here = _at - 1;
        ulong target = Base62();
        if (target >= (ulong)here)
        {
            _isBroken = true;
            return;
        }

        int resume = _at;
        _at = (int)target;
        parse();
        _at = resume;
    }

    private bool Enter()
    {
        if (++_depth < DeepestNesting && !_isBroken && _output.Length < LongestName)
        {
            return true;
        }

        _isBroken = true;
        _depth--;
        return false;
    }

    private char Take()
    {
        char value = Current;
        _at++;
        return value;
    }

    private bool Try(char expected)
    {
        if (Current != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Write(string text) => _output.Append(text);

    // Elements separated by commas, up to an E.
    private int List(Action element)
    {
        int count = 0;
        while (!Try('E') && !_isBroken)
        {
            if (count++ > 0)
            {
                Write(", ");
            }

            element();
            _isBroken |= _at > _text.Length;
        }

        return count;
    }

    private ulong Disambiguator() => Try('s') ? Base62() + 1 : 0;

    private ulong Base62()
    {
        if (Try('_'))
        {
            return 0;
        }

        ulong value = 0;
        while (!Try('_'))
        {
            char digit = Take();
            int number = char.IsAsciiDigit(digit) ? digit - '0'
                : char.IsAsciiLetterLower(digit) ? digit - 'a' + 10 : char.IsAsciiLetterUpper(digit) ? digit - 'A' + 36 : -1;
            if (number < 0)
            {
                _isBroken = true;
                return 0;
            }

            value = unchecked((value * 62) + (ulong)number);
        }

        return value + 1;
    }

    private string Identifier()
    {
        bool isPunycode = Try('u');
        int length = 0;
        int start = _at;
        while (char.IsAsciiDigit(Current) && length <= _text.Length)
        {
            length = (length * 10) + (Take() - '0');
        }

        Try('_');
        if (start == _at || length > _text.Length - _at)
        {
            _isBroken = true;
            return "";
        }

        string name = _text.Substring(_at, length);
        _at += length;
        return isPunycode ? Punycode(name) : name;
    }

    private string Punycode(string name)
    {
        int delimiter = name.LastIndexOf('_');
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode($"xn--{(delimiter < 0 ? "" : name[..delimiter] + "-")}{name[(delimiter + 1)..]}");
        }
        catch (ArgumentException)
        {
            _isBroken = true;
            return "";
        }
    }
}
