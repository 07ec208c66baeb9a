namespace Bpf.Objects.Symbols.Demangling;

/// <summary>
/// Demangles C++ names of the Itanium ABI, in the spelling of c++filt. Names with template arguments that are unevaluated expressions are left
/// mangled. Each parsing method returns <see langword="null"/> for what it does not understand.
/// </summary>
internal sealed partial class ItaniumDemangler
{
    private const int DeepestNesting = 200;
    private readonly string _text;
    private readonly List<ItaniumNode> _substitutions = [];
    private List<ItaniumNode> _templateParameters = [];
    private List<ForwardNode> _forward = [];
    private int _at;
    private int _depth;
    private int _lambdas;

    private ItaniumDemangler(string text) => _text = text;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <summary>Demangles a symbol.</summary>
    /// <param name="symbol">A symbol that begins with <c>_Z</c>.</param>
    /// <returns>The name; <see langword="null"/> when the symbol is not valid in this ABI.</returns>
    public static DemangledName? Demangle(string symbol)
    {
        if (!symbol.StartsWith("_Z", StringComparison.Ordinal))
        {
            return null;
        }

        ItaniumDemangler demangler = new(symbol) { _at = 2 };
        if (demangler.ParseEncoding() is not { } encoding)
        {
            return null;
        }

        string clone = symbol[demangler._at..];
        if (clone.Length > 0 && clone[0] != '.')
        {
            return null;
        }

        string suffix = clone.Length == 0 ? "" : $" [clone {clone}]";
        (ItaniumNode signature, ItaniumNode name) = encoding is FunctionNode { Name: { } own } function ? (function.WithoutResult(), own)
            : (encoding, encoding);
        return Text(encoding) is { } full && Text(signature) is { } described && Text(name) is { } alone
            ? new(full + suffix, described + suffix, alone + suffix)
            : null;
    }

    private static string? Text(ItaniumNode node)
    {
        ItaniumPrinter printer = new();
        node.Write(printer);
        return printer.IsWithinLimit ? printer.ToString() : null;
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

    private bool Try(string expected)
    {
        if (string.CompareOrdinal(_text, _at, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }

    private ItaniumNode Remember(ItaniumNode node)
    {
        _substitutions.Add(node);
        return node;
    }

    private bool Enter() => ++_depth < DeepestNesting;

    private int? ParseNumber()
    {
        int start = _at;
        int value = 0;
        while (char.IsAsciiDigit(Current) && value < int.MaxValue / 10 - 9)
        {
            value = (value * 10) + (_text[_at++] - '0');
        }

        return _at == start ? null : value;
    }

    // "_" is 0, "0_" is 1, and so on in the given base.
    private int? ParseSequence(int numberBase)
    {
        if (Try('_'))
        {
            return 0;
        }

        int value = 0;
        int start = _at;
        while (char.IsAsciiDigit(Current) || (numberBase == 36 && char.IsAsciiLetterUpper(Current)))
        {
            char digit = _text[_at++];
            value = (value * numberBase) + (digit <= '9' ? digit - '0' : digit - 'A' + 10);
            if (value > _text.Length)
            {
                return null;
            }
        }

        return _at > start && Try('_') ? value + 1 : null;
    }

    private ItaniumNode? ParseEncoding()
    {
        if (!Enter())
        {
            return null;
        }

        (List<ItaniumNode> parameters, List<ForwardNode> forward) = (_templateParameters, _forward);
        (_templateParameters, _forward) = ([], []);
        ItaniumNode? encoding = Current is 'T' or 'G' ? ParseSpecial() : ParseFunction();
        (_templateParameters, _forward) = (parameters, forward);
        _depth--;
        return encoding;
    }

    private ItaniumNode? ParseFunction()
    {
        NameState state = new();
        if (ParseName(state) is not { } name)
        {
            return null;
        }

        foreach (ForwardNode forward in _forward)
        {
            if (forward.Index >= _templateParameters.Count)
            {
                return null;
            }

            forward.Target = _templateParameters[forward.Index];
        }

        if (IsEncodingEnd())
        {
            return name;
        }

        ItaniumNode? result = null;
        if (state.EndsWithArguments && !state.HasNoResult && (result = ParseType()) is null)
        {
            return null;
        }

        if (ParseParameters(static parser => parser.IsEncodingEnd()) is not { } parameters)
        {
            return null;
        }

        return new FunctionNode(result, name, parameters, state.Qualifiers);
    }

    private bool IsEncodingEnd() => Current is '\0' or 'E' or '.' or '_';

    private List<ItaniumNode>? ParseParameters(Predicate<ItaniumDemangler> isEnd)
    {
        List<ItaniumNode> parameters = [];
        if (Current == 'v')
        {
            _at++;
            return isEnd(this) ? parameters : null;
        }

        while (!isEnd(this))
        {
            if (ParseType() is not { } parameter)
            {
                return null;
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private AffixNode? ParseSpecial()
    {
        string code = $"{Current}{Next}";
        if (ItaniumTables.Special.TryGetValue(code, out string? what))
        {
            _at += 2;
            ItaniumNode? of = code is "TW" or "TH" or "GV" ? ParseName(new NameState()) : ParseType();
            return of is null ? null : new AffixNode(what, of, "");
        }

        _at += 2;
        switch (code)
        {
            case "Th" when ParseOffset():
                return Thunk("non-virtual thunk to ");
            case "Tv" when ParseOffset() && ParseOffset():
                return Thunk("virtual thunk to ");
            case "Tc" when ParseCallOffset() && ParseCallOffset():
                return Thunk("covariant return thunk to ");
            default:
                return null;
        }
    }

    private AffixNode? Thunk(string what) => ParseEncoding() is { } of ? new AffixNode(what, of, "") : null;

    private bool ParseCallOffset() => Try('h') ? ParseOffset() : Try('v') && ParseOffset() && ParseOffset();

    private bool ParseOffset()
    {
        Try('n');
        return ParseNumber() is not null && Try('_');
    }

    /// <summary>Parsing state that the rest of a function's symbol depends on.</summary>
    private sealed class NameState
    {
        public bool EndsWithArguments { get; set; }

        /// <summary>True for constructors, destructors and conversions, which do not encode a return type.</summary>
        public bool HasNoResult { get; set; }

        public string Qualifiers { get; set; } = "";
    }
}
