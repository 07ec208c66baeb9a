namespace Bpf.Objects.Symbols.Demangling;

/// <content>Types and template arguments.</content>
internal sealed partial class ItaniumDemangler
{
    private bool _isForward;

    private string ParseQualifiers()
    {
        bool isRestrict = Try('r');
        bool isVolatile = Try('V');
        bool isConstant = Try('K');
        return (isConstant ? " const" : "") + (isVolatile ? " volatile" : "") + (isRestrict ? " __restrict__" : "");
    }

    private ItaniumNode? ParseType()
    {
        if (!Enter())
        {
            return null;
        }

        ItaniumNode? type = ParseTypeOnce();
        _depth--;
        return type;
    }

    private ItaniumNode? ParseTypeOnce()
    {
        switch (Current)
        {
            case 'r' or 'V' or 'K':
            {
                string qualifiers = ParseQualifiers();
                return ParseType() is { } type ? Remember(new QualifiedNode(type, qualifiers)) : null;
            }

            case 'P':
                return ParsePointer("*");
            case 'R':
                return ParsePointer("&");
            case 'O':
                return ParsePointer("&&");
            case 'C':
                return ParseSuffixed(" _Complex");
            case 'G':
                return ParseSuffixed(" _Imaginary");
            case 'A':
                return ParseArray();
            case 'F':
                return ParseFunctionType();
            case 'M':
                _at++;
                return ParseType() is { } owner && ParseType() is { } member ? Remember(new MemberPointerNode(owner, member)) : null;
            case 'D':
                return ParseTypeBehindD();
            case 'T' when Next is 's' or 'u' or 'e':
                _at += 2;
                return ParseName(null) is { } elaborated ? Remember(elaborated) : null;
            case 'T':
                return ParseParameterType();
            case 'S' when Next != 't':
                return ParseSubstitutedType();
            case 'u':
                _at++;
                return ParseIdentifier() is { } vendor ? Remember(new NameNode(vendor)) : null;
            case 'U':
                return null;
            default:
                if (ItaniumTables.BuiltIn.TryGetValue(Current, out string? name))
                {
                    _at++;
                    return new NameNode(name);
                }

                return ParseName(null) is { } type2 ? Remember(type2) : null;
        }
    }

    private ItaniumNode? ParsePointer(string symbol)
    {
        _at++;
        return ParseType() is { } target ? Remember(new PointerNode(target, symbol)) : null;
    }

    private ItaniumNode? ParseSuffixed(string suffix)
    {
        _at++;
        return ParseType() is { } type ? Remember(new QualifiedNode(type, suffix)) : null;
    }

    private ItaniumNode? ParseArray()
    {
        _at++;
        string length = ParseNumber()?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return Try('_') && ParseType() is { } element ? Remember(new ArrayNode(element, length)) : null;
    }

    private ItaniumNode? ParseFunctionType()
    {
        _at++;
        Try('Y');
        if (ParseType() is not { } result
            || ParseParameters(static parser => parser.Current is 'E' or '\0' || (parser.Current is 'R' or 'O' && parser.Next == 'E')) is not { } parameters)
        {
            return null;
        }

        string reference = Try("RE") ? " &" : Try("OE") ? " &&" : Try('E') ? "" : "?";
        return reference == "?" ? null : Remember(new FunctionNode(result, null, parameters, reference));
    }

    private ItaniumNode? ParseTypeBehindD()
    {
        if (ItaniumTables.BuiltInBehindD.TryGetValue(Next, out string? name))
        {
            _at += 2;
            return new NameNode(name);
        }

        if (Try("Dp"))
        {
            return ParseType() is { } pattern ? Remember(new ExpansionNode(pattern)) : null;
        }

        if (Try("DF16_"))
        {
            return new NameNode("_Float16");
        }

        // A noexcept function type. The others, decltype and vectors, need expressions.
        if (Next == 'o')
        {
            _at += 2;
            return Current == 'F' && ParseFunctionType() is { } function ? new QualifiedNode(function, " noexcept") : null;
        }

        return null;
    }

    private ItaniumNode? ParseParameterType()
    {
        if (ParseTemplateParameter() is not { } parameter)
        {
            return null;
        }

        Remember(parameter);
        return Current == 'I' && !_isForward ? (ParseArguments(isOfFunction: false) is { } arguments ? Remember(new TemplateNode(parameter, arguments)) : null)
            : parameter;
    }

    private ItaniumNode? ParseSubstitutedType()
    {
        if (ParseSubstitution() is not { } type)
        {
            return null;
        }

        return Current == 'I' ? (ParseArguments(isOfFunction: false) is { } arguments ? Remember(new TemplateNode(type, arguments)) : null) : type;
    }

    private ItaniumNode? ParseTemplateParameter()
    {
        _at++;
        if (ParseSequence(10) is not { } index)
        {
            return null;
        }

        if (_lambdas > 0)
        {
            return new NameNode($"auto:{index + 1}");
        }

        if (_isForward)
        {
            ForwardNode forward = new(index);
            _forward.Add(forward);
            return forward;
        }

        return index < _templateParameters.Count ? _templateParameters[index] : null;
    }

    private List<ItaniumNode>? ParseArguments(bool isOfFunction)
    {
        _at++;
        bool wasForward = _isForward;
        _isForward = false;
        if (isOfFunction)
        {
            _templateParameters = [];
        }

        List<ItaniumNode> arguments = [];
        while (!Try('E'))
        {
            if (ParseArgument() is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
            if (isOfFunction)
            {
                _templateParameters.Add(argument);
            }
        }

        _isForward = wasForward;
        return arguments;
    }

    private ItaniumNode? ParseArgument()
    {
        switch (Current)
        {
            case 'L':
                return ParseConstant();
            case 'X':
                _at++;
                return (Current == 'L' ? ParseConstant() : Current == 'T' ? ParseTemplateParameter() : null) is { } value && Try('E') ? value : null;
            case 'J':
            {
                _at++;
                List<ItaniumNode> elements = [];
                while (!Try('E'))
                {
                    if (ParseArgument() is not { } element)
                    {
                        return null;
                    }

                    elements.Add(element);
                }

                return new PackNode(elements);
            }

            default:
                return ParseType();
        }
    }

    private ItaniumNode? ParseConstant()
    {
        _at++;
        if (Try("_Z"))
        {
            return ParseEncoding() is { } entity && Try('E') ? new AffixNode("&", entity, "") : null;
        }

        char code = Current;
        if (ParseType() is not { } type)
        {
            return null;
        }

        string sign = Try('n') ? "-" : "";
        int start = _at;
        while (char.IsAsciiLetterOrDigit(Current) && Current != 'E')
        {
            _at++;
        }

        string digits = _text[start.._at];
        if (!Try('E'))
        {
            return null;
        }

        if (code == 'b' && digits is "0" or "1")
        {
            return new NameNode(digits == "1" ? "true" : "false");
        }

        return ItaniumTables.ConstantSuffixes.TryGetValue(code, out string? suffix)
            ? new NameNode(sign + digits + suffix)
            : new AffixNode("(", type, $"){sign}{digits}");
    }
}
