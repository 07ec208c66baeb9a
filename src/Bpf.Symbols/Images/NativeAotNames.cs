using System.Text;
using System.Text.RegularExpressions;
using Bpf.Objects.Elf;

namespace Bpf.Symbols.Images;

/// <summary>
/// Makes names for readers of .NET methods that were compiled ahead of time. Their symbols are <c>Assembly_Namespace_Type__Method</c>, with an underscore
/// for everything that is not a letter or digit, so this is a reading, not a decoding: the symbol stays available.
/// </summary>
internal sealed partial class NativeAotNames
{
    private const string CoreLibrary = "S_P_CoreLib_";
    private const string Unboxing = "__<unbox>";
    private const string UnboxingStart = "unbox_";
    private const string Generated = "Internal_CompilerGenerated_";
    private const int Longest = 4096;
    private readonly ulong _start;
    private readonly ulong _size;
    private readonly string _assembly;

    private NativeAotNames(ulong start, ulong size, string assembly)
    {
        _start = start;
        _size = size;
        _assembly = assembly;
    }

    /// <summary>Returns the names of a program or library that .NET compiled ahead of time; <see langword="null"/> for others.</summary>
    public static NativeAotNames? Of(ElfFile file)
    {
        int code = file.FindSection("__managedcode"u8);
        if (code < 0)
        {
            return null;
        }

        // Stubs that unbox their receiver follow.
        ElfSection first = file.Sections[code];
        int unbox = file.FindSection("__unbox"u8);
        ulong end = first.Offset + first.Size;
        if (unbox >= 0 && file.Sections[unbox] is var second && second.Offset >= end)
        {
            end = second.Offset + second.Size;
        }

        string name = Path.GetFileNameWithoutExtension(file.Path);
        return new(file.Origin + first.Offset, end - first.Offset, $"{AnyPunctuation().Replace(name, "_")}_");
    }

    /// <summary>Returns whether an offset is in managed code; the rest of such a file is C and C++.</summary>
    public bool Covers(ulong offset) => offset - _start < _size;

    /// <summary>Returns the name for readers of a method.</summary>
    /// <param name="symbol">Its symbol.</param>
    public string NameOf(string symbol)
    {
        if (symbol.Length > Longest || symbol.AsSpan().Count('<') != symbol.AsSpan().Count('>'))
        {
            return symbol;
        }

        int unboxing = symbol.IndexOf(Unboxing, StringComparison.Ordinal);
        unboxing = unboxing >= 0 ? unboxing + Unboxing.Length : symbol.StartsWith(UnboxingStart, StringComparison.Ordinal) ? UnboxingStart.Length : 0;
        if (unboxing > 0)
        {
            return Method(symbol[unboxing..]) is { } target ? $"{target} [unboxing stub]" : symbol;
        }

        // What begins with two underscores is code that the compiler needs for itself.
        bool isGenerated = symbol.StartsWith("__", StringComparison.Ordinal) || symbol.StartsWith(Generated, StringComparison.Ordinal);
        return isGenerated ? symbol : Method(symbol) ?? symbol;
    }

    private string? Method(string symbol)
    {
        if (!TrySplit(symbol, out string type, out string member))
        {
            return null;
        }

        string types = Type(type, isFull: true);
        string marks = "";
        // The types of closures and state machines are nested in the one that the source has.
        while (true)
        {
            if (Closure().Match(member) is { Success: true } closure)
            {
                member = member[closure.Length..];
            }
            else if (StateMachine().Match(member) is { Success: true } machine)
            {
                string inMachine = member[machine.Length..];
                types = $"{types}.{machine.Groups["name"].Value}()";
                if (inMachine == "MoveNext")
                {
                    return $"{types} [state machine]";
                }

                member = inMachine;
                marks = " [state machine]";
            }
            else
            {
                break;
            }
        }

        if (LambdaName().Match(member) is { Success: true } lambda)
        {
            return $"{types}.{Constructor(lambda.Groups["name"].Value, types)}() [lambda]";
        }

        if (LocalName().Match(member) is { Success: true } local)
        {
            return $"{types}.{local.Groups["name"].Value}.{local.Groups["function"].Value} [local function]";
        }

        int arguments = member.IndexOf('<', StringComparison.Ordinal);
        string name = OverloadNumber().Replace(arguments < 0 ? member : member[..arguments], "");
        return $"{types}.{Constructor(name, types)}{(arguments < 0 ? "" : Arguments(member[arguments..]))}{marks}";
    }

    private static string Constructor(string name, string types) => name switch
    {
        "_ctor" => LastName(types),
        "_cctor" => $"{LastName(types)} [static constructor]",
        _ => name,
    };

    private static string LastName(string types)
    {
        int end = types.IndexOf('<', StringComparison.Ordinal);
        string name = end < 0 ? types : types[..end];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    // At the first two underscores that are neither in type arguments nor the start of a name: the longest run of underscores belongs to the member.
    private static bool TrySplit(string symbol, out string type, out string member)
    {
        int depth = 0;
        for (int i = 0; i + 2 < symbol.Length; i++)
        {
            depth += symbol[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (depth == 0 && i > 0 && symbol[i] == '_' && symbol[i + 1] == '_')
            {
                type = symbol[..i];
                member = symbol[(i + 2)..];
                return true;
            }
        }

        type = member = "";
        return false;
    }

    private string Type(string symbol, bool isFull)
    {
        int open = symbol.IndexOf('<', StringComparison.Ordinal);
        string name = WithoutAssembly(open < 0 ? symbol : symbol[..open]);
        StringBuilder text = new();
        // Numbers are the counts of type parameters: Dictionary_2_Entry.
        foreach (string part in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!char.IsAsciiDigit(part[0]))
            {
                text.Append(text.Length > 0 ? "." : "").Append(part);
            }
        }

        string full = text.ToString();
        return (isFull ? full : full[(full.LastIndexOf('.') + 1)..]) + (open < 0 ? "" : Arguments(symbol[open..]));
    }

    // <A__B<C>>
    private string Arguments(string list)
    {
        List<string> arguments = [];
        int depth = 0;
        int start = 1;
        for (int i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '<' => 1, '>' => -1, _ => 0 };
            bool isEnd = depth == 0 && list[i] == '>';
            bool isNext = depth == 1 && i > start && i + 2 < list.Length && list[i] == '_' && list[i + 1] == '_' && list[i + 2] != '_'
                && list[i - 1] != '_' && !list.AsSpan(i).StartsWith("__Canon");
            if (isEnd || isNext)
            {
                if (i > start)
                {
                    arguments.Add(Argument(list[start..i]));
                }

                start = i + 2;
                i += isEnd ? list.Length : 1;
            }
        }

        return $"<{string.Join(", ", arguments)}>";
    }

    private string Argument(string type) => type.EndsWith("System___Canon", StringComparison.Ordinal) ? "__Canon" : Type(type, isFull: false);

    // The namespace often begins as the assembly does: System_Linq_System_Linq_Enumerable.
    private string WithoutAssembly(string name)
    {
        foreach (string assembly in (ReadOnlySpan<string>)[CoreLibrary, _assembly])
        {
            if (name.StartsWith(assembly, StringComparison.Ordinal))
            {
                return name[assembly.Length..];
            }
        }

        string[] parts = name.Split('_');
        int repeated = Array.IndexOf(parts, parts[0], 1);
        if (repeated > 0 && repeated < parts.Length - 1)
        {
            return string.Join('_', parts[repeated..]);
        }

        // Assemblies of the runtime with short names: S_P_TypeLoader.
        return ShortAssembly().Replace(name, "");
    }

    [GeneratedRegex("[^A-Za-z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex AnyPunctuation();

    [GeneratedRegex(@"^S_P_(CoreLib|TypeLoader|Reflection_Execution|StackTraceMetadata|Uri|DisabledReflection)_", RegexOptions.CultureInvariant)]
    private static partial Regex ShortAssembly();

    [GeneratedRegex(@"^_c(__DisplayClass\d+_\d+)?(_\d+)?(<.*>)?__", RegexOptions.CultureInvariant)]
    private static partial Regex Closure();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9]\w*?)_d__\d+(_\d+)?(<.*>)?__(?=\w)", RegexOptions.CultureInvariant)]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"^_(?<name>\w+?)_b__\d+(_\d+)*(<|$)", RegexOptions.CultureInvariant)]
    private static partial Regex LambdaName();

    [GeneratedRegex(@"^_(?<name>\w+?)_g__(?<function>\w+?)_\d+(_\d+)*(<|$)", RegexOptions.CultureInvariant)]
    private static partial Regex LocalName();

    [GeneratedRegex(@"(?<=[A-Za-z0-9])_\d+$", RegexOptions.CultureInvariant)]
    private static partial Regex OverloadNumber();
}
