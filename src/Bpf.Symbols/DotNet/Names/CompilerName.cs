using System.Globalization;

namespace Bpf.Symbols.DotNet.Names;

/// <summary>
/// A name that the C# compiler invented: <c>&lt;ORIGIN&gt;KIND</c>, perhaps followed by a name and numbers. The origin is the name of a member in the
/// source, or another invented name.
/// </summary>
/// <param name="Origin">The name in angle brackets.</param>
/// <param name="Kind">The letter that says what it is.</param>
/// <param name="Rest">What follows the letter.</param>
internal readonly record struct CompilerName(string Origin, char Kind, string Rest)
{
    /// <summary>A lambda or anonymous method.</summary>
    public const char Lambda = 'b';

    /// <summary>A local function; its name follows.</summary>
    public const char LocalFunction = 'g';

    /// <summary>The state machine of an async method or iterator.</summary>
    public const char StateMachine = 'd';

    /// <summary>A type with the variables that lambdas share, or with the lambdas that share none.</summary>
    public const char Closure = 'c';

    /// <summary>A type that is visible in one file.</summary>
    public const char FileLocal = 'F';

    /// <summary>Takes an invented name apart; null for other names.</summary>
    public static CompilerName? Parse(string name)
    {
        if (name.Length < 3 || name[0] != '<')
        {
            return null;
        }

        int depth = 0;
        for (int i = 0; i < name.Length - 1; i++)
        {
            depth += name[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0)
            {
                return new CompilerName(name[1..i], name[i + 1], name[(i + 2)..]);
            }
        }

        return null;
    }

    /// <summary>The name of a local function; null for other kinds.</summary>
    public string? FunctionName => Kind == LocalFunction && Rest.StartsWith("__", StringComparison.Ordinal) && Rest.LastIndexOf('|') is > 2 and var end
        ? Rest[2..end] : null;

    /// <summary>Returns the name of a type for readers; its own name unless the compiler invented it.</summary>
    public static string TypeForReaders(string name) => Parse(name) switch
    {
        // <File>F0123…__Name
        { Kind: FileLocal, Rest: var rest } when rest.IndexOf("__", StringComparison.Ordinal) is > 0 and var at && at + 2 < rest.Length => rest[(at + 2)..],
        // <>f__AnonymousType0
        { Origin: "", Kind: 'f', Rest: var rest } when rest.StartsWith("__Anonymous", StringComparison.Ordinal) => rest[2..],
        _ => name,
    };

    /// <summary>Returns the name of a property for a name such as <c>get_Count</c>; null for other names.</summary>
    public static (string Member, string Accessor)? Accessor(string name)
    {
        // An explicit implementation has the interface in front.
        int start = name.LastIndexOf('.') + 1;
        foreach (string accessor in (ReadOnlySpan<string>)["get", "set", "add", "remove", "raise"])
        {
            if (name.Length > start + accessor.Length + 1 && string.CompareOrdinal(name, start, accessor, 0, accessor.Length) == 0
                && name[start + accessor.Length] == '_')
            {
                return (name[..start] + name[(start + accessor.Length + 1)..], accessor);
            }
        }

        return null;
    }

    /// <summary>Returns the operator that a special method implements; null for other methods.</summary>
    public static string? Operator(string name)
    {
        int start = name.LastIndexOf('.') + 1;
        ReadOnlySpan<char> own = name.AsSpan(start);
        if (!own.StartsWith("op_", StringComparison.Ordinal))
        {
            return null;
        }

        own = own[3..];
        bool isChecked = own.StartsWith("Checked", StringComparison.Ordinal);
        own = isChecked ? own[7..] : own;
        string? symbol = own switch
        {
            "Addition" or "UnaryPlus" => "+",
            "Subtraction" or "UnaryNegation" => "-",
            "Multiply" => "*",
            "Division" => "/",
            "Modulus" => "%",
            "Equality" => "==",
            "Inequality" => "!=",
            "LessThan" => "<",
            "GreaterThan" => ">",
            "LessThanOrEqual" => "<=",
            "GreaterThanOrEqual" => ">=",
            "BitwiseAnd" => "&",
            "BitwiseOr" => "|",
            "ExclusiveOr" => "^",
            "LeftShift" => "<<",
            "RightShift" => ">>",
            "UnsignedRightShift" => ">>>",
            "LogicalNot" => "!",
            "OnesComplement" => "~",
            "Increment" or "IncrementAssignment" => "++",
            "Decrement" or "DecrementAssignment" => "--",
            "True" => "true",
            "False" => "false",
            "AdditionAssignment" => "+=",
            "SubtractionAssignment" => "-=",
            "MultiplicationAssignment" => "*=",
            "DivisionAssignment" => "/=",
            _ => null,
        };
        return symbol is null ? null : string.Create(CultureInfo.InvariantCulture, $"operator {(isChecked ? "checked " : "")}{symbol}");
    }
}
