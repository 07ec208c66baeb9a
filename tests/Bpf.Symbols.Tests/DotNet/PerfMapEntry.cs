using System.Globalization;

namespace Bpf.Symbols.Tests.DotNet;

/// <summary>A line of a perf map that a .NET runtime wrote: <c>START SIZE RESULT [ASSEMBLY] TYPE::METHOD(PARAMETERS)[TIER]</c>.</summary>
internal sealed record PerfMapEntry(ulong Start, ulong Size, string Text)
{
    private const string DynamicClass = "dynamicClass";

    /// <summary>Reads the methods of a map; stubs and lines that are still being written are left out.</summary>
    public static IReadOnlyList<PerfMapEntry> Read(string path)
    {
        string text = File.ReadAllText(path);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3))
            .Where(parts => !parts[2].StartsWith("stub ", StringComparison.Ordinal) && !parts[2].StartsWith("stub<", StringComparison.Ordinal))
            .Select(parts => new PerfMapEntry(Hex(parts[0]), Hex(parts[1]), parts[2]))];
    }

    /// <summary>How it was compiled, in the words of the runtime.</summary>
    public string TierText => Text.EndsWith(']') ? Text[(Text.LastIndexOf('[') + 1)..^1] : "";

    /// <summary>True for a <c>DynamicMethod</c>, and for code that the runtime generated in the form of one.</summary>
    public bool IsDynamic => Names().Type == DynamicClass;

    /// <summary>Name of the assembly.</summary>
    public string Assembly => Names().Assembly;

    /// <summary>Type and method in the form of <see cref="CodeSymbol.RawName"/>, without parameters and type arguments of the method.</summary>
    public string RawName
    {
        get
        {
            (_, string type, string method) = Names();
            return IsDynamic ? method : $"{ReadType(type)}.{method}";
        }
    }

    private static ulong Hex(string digits) => Convert.ToUInt64(digits, 16);

    private (string Assembly, string Type, string Method) Names()
    {
        int separator = Text.IndexOf("::", StringComparison.Ordinal);
        int assemblyEnd = Text.LastIndexOf("] ", separator, StringComparison.Ordinal);
        int assemblyStart = Text.LastIndexOf('[', assemblyEnd);
        string method = Text[(separator + 2)..];

        // Parameters follow the name, which may have angle brackets with anything between them.
        int depth = 0;
        int end = 0;
        while (end < method.Length && (depth > 0 || method[end] != '('))
        {
            depth += method[end] switch { '<' => 1, '>' => -1, _ => 0 };
            end++;
        }

        return (Text[(assemblyStart + 1)..assemblyEnd], Text[(assemblyEnd + 2)..separator], method[..end]);
    }

    private static string ReadType(string text)
    {
        int at = 0;
        string type = ReadType(text, ref at);
        Assert.Equal(text.Length, at);
        return type;
    }

    // NAME`1+INNER`1[ARGUMENT,ARGUMENT][,]*&
    private static string ReadType(string text, ref int at)
    {
        int start = at;
        at = ScanName(text, at);
        string[] names = text[start..at].Split('+');
        bool hasArguments = at + 1 < text.Length && text[at] == '[' && text[at + 1] is not (']' or ',');
        Queue<string> arguments = new(hasArguments ? ReadList(text, ref at) : []);
        string type = string.Join('.', names.Select(name => WithArguments(name, arguments)));
        while (at < text.Length && text[at] == '[')
        {
            int end = text.IndexOf(']', at) + 1;
            type += text[at..end];
            at = end;
            for (; at < text.Length && text[at] is '*' or '&'; at++)
            {
                type += text[at];
            }
        }

        return type;
    }

    private static string WithArguments(string name, Queue<string> arguments)
    {
        int mark = name.LastIndexOf('`');
        return mark < 0 || !int.TryParse(name.AsSpan(mark + 1), NumberStyles.None, null, out int count) ? name
            : $"{name[..mark]}<{string.Join(", ", Enumerable.Range(0, count).Select(_ => arguments.Dequeue()))}>";
    }

    private static List<string> ReadList(string text, ref int at)
    {
        List<string> types = [];
        do
        {
            at++; // past the bracket or comma
            types.Add(ReadType(text, ref at));
        }
        while (text[at] == ',');
        at++;
        return types;
    }

    private static int ScanName(string text, int at)
    {
        for (int depth = 0; at < text.Length && (depth > 0 || text[at] is not ('[' or ']' or ',')); at++)
        {
            depth += text[at] switch { '<' => 1, '>' => -1, _ => 0 };
        }

        return at;
    }
}
