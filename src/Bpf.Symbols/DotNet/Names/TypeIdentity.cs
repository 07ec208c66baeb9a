namespace Bpf.Symbols.DotNet.Names;

/// <summary>A type by its parts, as metadata has them.</summary>
/// <param name="Namespace">Namespace of the outermost type; empty for none.</param>
/// <param name="Names">Names from the outermost type inwards, with the number of own generic parameters: <c>Dictionary`2</c>.</param>
/// <param name="Arguments">Generic arguments of all of them, outermost first; the names of the parameters where there are no arguments.</param>
internal sealed record TypeIdentity(string Namespace, string[] Names, TypeText[] Arguments)
{
    private const char ArityMark = '`';
    private TypeText? _text;

    /// <summary>The type as an argument or parameter.</summary>
    public TypeText Text => _text ??= KeywordOf(Namespace, Names) is { } keyword ? new($"System.{Names[0]}", keyword) : new(Full(0), Short);

    /// <summary>The names of the type's parts with their arguments, for readers.</summary>
    public string[] Parts(bool isFull)
    {
        string[] parts = new string[Names.Length];
        int used = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            (string name, int arity) = Split(Names[i]);
            int count = Math.Min(arity, Arguments.Length - used);
            TypeText list = TypeText.List(Arguments.AsSpan(used, count));
            used += count;
            parts[i] = (isFull ? name : CompilerName.TypeForReaders(name)) + (isFull ? list.Full : list.Short);
        }

        return parts;
    }

    /// <summary>Splits a name of metadata into the name and the number of its generic parameters.</summary>
    public static (string Name, int Arity) Split(string name)
    {
        int mark = name.LastIndexOf(ArityMark);
        return mark > 0 && int.TryParse(name.AsSpan(mark + 1), out int arity) && arity is > 0 and < 1000 ? (name[..mark], arity) : (name, 0);
    }

    /// <summary>Returns the C# keyword of a type; null if it has none.</summary>
    public static string? KeywordOf(string space, string[] names) => space != "System" || names.Length != 1 ? null : names[0] switch
    {
        "Boolean" => "bool",
        "Byte" => "byte",
        "SByte" => "sbyte",
        "Char" => "char",
        "Int16" => "short",
        "UInt16" => "ushort",
        "Int32" => "int",
        "UInt32" => "uint",
        "Int64" => "long",
        "UInt64" => "ulong",
        "Single" => "float",
        "Double" => "double",
        "Decimal" => "decimal",
        "String" => "string",
        "Object" => "object",
        "IntPtr" => "nint",
        "UIntPtr" => "nuint",
        "Void" => "void",
        _ => null,
    };

    private string Short
    {
        get
        {
            string last = Parts(isFull: false)[^1];
            return last;
        }
    }

    private string Full(int first)
    {
        string name = string.Join('.', Parts(isFull: true)[first..]);
        return Namespace.Length == 0 ? name : $"{Namespace}.{name}";
    }
}
