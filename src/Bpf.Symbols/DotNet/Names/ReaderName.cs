namespace Bpf.Symbols.DotNet.Names;

/// <summary>The name of a method in the source that the compiler made it from.</summary>
internal sealed class ReaderName
{
    private readonly MethodIdentity _method;
    private readonly List<string> _marks = [];

    public ReaderName(MethodIdentity method)
    {
        _method = method;
        TypeIdentity type = method.Type!;
        string[] types = type.Parts(isFull: false);
        int kept = types.Length;

        // Closures with a member of the source, and state machines of which this is a method, stand for members of the type around them.
        string? machine = null;
        bool isOfSource = method.StateMachine != StateMachineKind.None
            || CompilerName.Parse(method.Name) is { Kind: CompilerName.Lambda or CompilerName.LocalFunction };
        while (isOfSource && kept > 1 && CompilerName.Parse(TypeIdentity.Split(type.Names[kept - 1]).Name) is { } invented)
        {
            if (invented.Kind == CompilerName.StateMachine && method.StateMachine != StateMachineKind.None && machine is null)
            {
                machine = invented.Origin;
            }
            else if (invented is not { Kind: CompilerName.Closure, Origin: "" })
            {
                break;
            }

            kept--;
        }

        List<string> parts = [.. types[..kept]];
        if (machine is null)
        {
            AddMember(parts, method.Name, TypeText.List(method.Arguments).Short, Parameters(method), isOrigin: false);
        }
        else
        {
            // Its own methods other than the one that runs the code keep their names.
            string arguments = OwnArguments(type, kept);
            bool isBody = method.Name is "MoveNext";
            AddMember(parts, machine, arguments, isBody ? "()" : $"().{LastName(method.Name)}{Parameters(method)}", isOrigin: true);
            _marks.Insert(0, method.StateMachine switch
            {
                StateMachineKind.Async => "async",
                StateMachineKind.AsyncIterator => "async iterator",
                _ => "iterator",
            });
        }

        Parts = parts;
    }

    /// <summary>The names of the types and of the method.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>What the compiler made of the source, in brackets; empty for a method as written.</summary>
    public string Suffix => _marks.Count == 0 ? "" : $" [{string.Join(' ', _marks.Distinct())}]";

    private static string Parameters(MethodIdentity method) => method.Parameters is { } types ? $"({TypeText.Join(types).Short})" : "";

    // The type parameters of a generic method are those of its state machine.
    private static string OwnArguments(TypeIdentity type, int kept)
    {
        int used = 0;
        for (int i = 0; i < kept; i++)
        {
            used += TypeIdentity.Split(type.Names[i]).Arity;
        }

        return used < type.Arguments.Length ? TypeText.List(type.Arguments.AsSpan(used)).Short : "";
    }

    private static string LastName(string name) => name[(name.LastIndexOf('.') + 1)..];

    private void AddMember(List<string> parts, string name, string arguments, string parameters, bool isOrigin)
    {
        switch (CompilerName.Parse(name))
        {
            case { Kind: CompilerName.Lambda } lambda:
                AddMember(parts, lambda.Origin, "", "()", isOrigin: true);
                _marks.Add("lambda");
                break;
            case { FunctionName: { } function } local:
                AddMember(parts, local.Origin, "", "", isOrigin: true);
                parts.Add(function + arguments + parameters);
                _marks.Add("local function");
                break;
            case { Origin: var origin and ("Main" or "Clone"), Kind: '$', Rest: "" }:
                parts.Add(origin + parameters);
                Mark(origin == "Main" ? "top-level statements" : "record", isOrigin);
                break;
            case null when name == "<Main>":
                parts.Add("Main" + parameters);
                Mark("entry point", isOrigin);
                break;
            default:
                parts.Add(Member(parts[^1], name, arguments, parameters, isOrigin));
                break;
        }
    }

    // What is said of a method is not said of the lambdas in it.
    private void Mark(string mark, bool isOrigin)
    {
        if (!isOrigin)
        {
            _marks.Add(mark);
        }
    }

    private string Member(string type, string name, string arguments, string parameters, bool isOrigin)
    {
        if (name is ".ctor" or ".cctor")
        {
            if (name == ".cctor")
            {
                Mark("static constructor", isOrigin);
            }

            int list = type.IndexOf('<', StringComparison.Ordinal);
            return (list > 0 ? type[..list] : type) + parameters;
        }

        string member = WithShortInterface(name);
        if (_method.IsSpecial || isOrigin || name.Contains('.', StringComparison.Ordinal))
        {
            if (CompilerName.Operator(name) is { } symbol)
            {
                return symbol + parameters;
            }

            if (LastName(name) is "op_Implicit" or "op_Explicit" or "op_CheckedExplicit")
            {
                string kind = name.EndsWith("Implicit", StringComparison.Ordinal) ? "implicit" : "explicit";
                return $"{kind} operator {_method.Result.Short}{parameters}";
            }

            if (CompilerName.Accessor(member) is { } accessor)
            {
                return $"{accessor.Member}.{accessor.Accessor}{parameters}";
            }
        }

        return member + arguments + parameters;
    }

    // Namespace.IInterface<Namespace.Type>.Member becomes IInterface<Type>.Member.
    private static string WithShortInterface(string name)
    {
        int end = name.LastIndexOf('.');
        if (end <= 0)
        {
            return name;
        }

        Span<char> text = stackalloc char[Math.Min(name.Length, 1024)];
        if (name.Length > text.Length)
        {
            return name;
        }

        int length = 0;
        int wordStart = 0;
        for (int i = 0; i < end; i++)
        {
            char character = name[i];
            if (character == '.')
            {
                length = wordStart;
                continue;
            }

            text[length++] = character;
            wordStart = character is '<' or ',' or '>' or '[' or ']' ? length : wordStart;
        }

        name.AsSpan(end).CopyTo(text[length..]);
        return text[..(length + name.Length - end)].ToString();
    }
}
