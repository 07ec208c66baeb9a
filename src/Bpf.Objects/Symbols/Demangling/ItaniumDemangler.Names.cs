namespace Bpf.Objects.Symbols.Demangling;

/// <content>Names.</content>
internal sealed partial class ItaniumDemangler
{
    private ItaniumNode? ParseName(NameState? state)
    {
        if (!Enter())
        {
            return null;
        }

        ItaniumNode? name = Current switch
        {
            'N' => ParseNested(state),
            'Z' => ParseLocal(state),
            'S' when Next != 't' => ParseSubstitution(),
            _ => ParseUnscoped(state),
        };
        if (name is not null && Current == 'I')
        {
            // A substitution is already known.
            if (_text[_at - 1] != '_' || !_substitutions.Contains(name))
            {
                Remember(name);
            }

            name = ParseArguments(state is not null) is { } arguments ? new TemplateNode(name, arguments) : null;
            if (state is not null)
            {
                state.EndsWithArguments = true;
            }
        }

        _depth--;
        return name;
    }

    private ItaniumNode? ParseUnscoped(NameState? state)
    {
        bool isStandard = Try("St");
        ItaniumNode? name = ParseUnqualified(state, null);
        return name is not null && isStandard ? new ScopedNode(new NameNode("std"), name) : name;
    }

    private ItaniumNode? ParseNested(NameState? state)
    {
        _at++;
        string qualifiers = ParseQualifiers();
        qualifiers += Try('R') ? " &" : Try('O') ? " &&" : "";
        if (state is not null)
        {
            state.Qualifiers = qualifiers;
        }

        ItaniumNode? prefix = null;
        bool isRemembered = false;
        while (!Try('E'))
        {
            if (state is not null)
            {
                state.EndsWithArguments = false;
            }

            ItaniumNode? next;
            bool isNew = true;
            if (Current == 'I' && prefix is not null)
            {
                next = ParseArguments(state is not null) is { } arguments ? new TemplateNode(prefix, arguments) : null;
                if (state is not null)
                {
                    state.EndsWithArguments = true;
                }
            }
            else if (Current == 'T' && prefix is null)
            {
                next = ParseTemplateParameter();
            }
            else if (Current == 'S' && prefix is null)
            {
                isNew = false;
                next = Try("St") ? new NameNode("std") : ParseSubstitution();
            }
            else if (Current == 'D' && Next is 't' or 'T')
            {
                return null;
            }
            else
            {
                Try('L');
                ItaniumNode? name = Current is 'C' or 'D' && prefix is not null ? ParseStructor(prefix, state) : ParseUnqualified(state, prefix);
                next = name is null ? null : prefix is null ? name : new ScopedNode(prefix, name);
            }

            if (next is null)
            {
                return null;
            }

            prefix = next;
            isRemembered = isNew;
            if (isNew)
            {
                Remember(next);
            }
        }

        // The whole name is not a substitution candidate; only its use as a type is.
        if (isRemembered)
        {
            _substitutions.RemoveAt(_substitutions.Count - 1);
        }

        return prefix;
    }

    private ItaniumNode? ParseStructor(ItaniumNode owner, NameState? state)
    {
        bool isDestructor = Current == 'D';
        _at++;
        bool isInheriting = !isDestructor && Try('I');
        if (Current is < '0' or > '5')
        {
            return null;
        }

        _at++;
        if (isInheriting && ParseName(null) is null)
        {
            return null;
        }

        if (state is not null)
        {
            state.HasNoResult = true;
        }

        return ParseTags(new NameNode((isDestructor ? "~" : "") + owner.BaseName));
    }

    private ScopedNode? ParseLocal(NameState? state)
    {
        _at++;
        if (ParseEncoding() is not { } function || !Try('E'))
        {
            return null;
        }

        if (Try('s'))
        {
            ParseDiscriminator();
            return new ScopedNode(function, new NameNode("string literal"));
        }

        if (Try('d') && (!(Current == '_' || ParseNumber() is not null) || !Try('_')))
        {
            return null;
        }

        if (ParseName(state) is not { } entity)
        {
            return null;
        }

        ParseDiscriminator();
        return new ScopedNode(function, entity);
    }

    private void ParseDiscriminator()
    {
        int start = _at;
        if (!Try('_'))
        {
            return;
        }

        if (Try('_'))
        {
            if (ParseNumber() is null || !Try('_'))
            {
                _at = start;
            }
        }
        else if (char.IsAsciiDigit(Current))
        {
            _at++;
        }
        else
        {
            _at = start;
        }
    }

    private ItaniumNode? ParseUnqualified(NameState? state, ItaniumNode? scope)
    {
        Try('L');
        ItaniumNode? name = Current switch
        {
            >= '0' and <= '9' => ParseSourceName(),
            'U' when Next == 'l' => ParseLambda(),
            'U' when Next == 't' => ParseUnnamed(),
            _ => ParseOperator(state),
        };
        return name is null ? null : ParseTags(name);
    }

    private ItaniumNode? ParseTags(ItaniumNode name)
    {
        while (Try('B'))
        {
            if (ParseIdentifier() is not { } tag)
            {
                return null;
            }

            name = new AffixNode("", name, $"[abi:{tag}]");
        }

        return name;
    }

    private string? ParseIdentifier()
    {
        if (ParseNumber() is not { } length || length == 0 || length > _text.Length - _at)
        {
            return null;
        }

        string name = _text.Substring(_at, length);
        _at += length;
        return name;
    }

    private NameNode? ParseSourceName()
        => ParseIdentifier() is { } name ? new NameNode(name.StartsWith("_GLOBAL__N", StringComparison.Ordinal) ? "(anonymous namespace)" : name) : null;

    private AffixNode? ParseLambda()
    {
        _at += 2;
        _lambdas++;
        List<ItaniumNode>? parameters = ParseParameters(static parser => parser.Current is 'E' or '\0');
        _lambdas--;
        if (parameters is null || !Try('E') || ParseSequence(10) is not { } number)
        {
            return null;
        }

        return new AffixNode("{lambda", new FunctionNode(null, null, parameters, ""), $"#{number + 1}}}");
    }

    private NameNode? ParseUnnamed()
    {
        _at += 2;
        return ParseSequence(10) is { } number ? new NameNode($"{{unnamed type#{number + 1}}}") : null;
    }

    private ItaniumNode? ParseOperator(NameState? state)
    {
        if (Try("cv"))
        {
            if (state is not null)
            {
                state.HasNoResult = true;
            }

            // The template arguments it may refer to come later.
            bool wasForward = _isForward;
            _isForward = state is not null;
            ItaniumNode? type = ParseType();
            _isForward = wasForward;
            return type is null ? null : new AffixNode("operator ", type, "");
        }

        if (Try("li"))
        {
            return ParseIdentifier() is { } literal ? new NameNode($"operator\"\" {literal}") : null;
        }

        if (_at + 2 > _text.Length || !ItaniumTables.Operators.TryGetValue(_text.Substring(_at, 2), out string? symbol))
        {
            return null;
        }

        _at += 2;
        return new NameNode($"operator{symbol}");
    }

    private ItaniumNode? ParseSubstitution()
    {
        _at++;
        if (ItaniumTables.Standard.TryGetValue(Current, out ItaniumNode? standard))
        {
            _at++;
            return ParseTags(standard);
        }

        return ParseSequence(36) is { } index && index < _substitutions.Count ? _substitutions[index] : null;
    }
}
