namespace Bpf.Symbols.DotNet.Names;

/// <summary>A type within the name of a method, where it is an argument or the type of a parameter.</summary>
/// <param name="Full">With namespaces, as the metadata has it: <c>System.Collections.Generic.List&lt;System.Int32&gt;</c>.</param>
/// <param name="Short">As a reader writes it: <c>List&lt;int&gt;</c>.</param>
internal readonly record struct TypeText(string Full, string Short)
{
    private const int Longest = 1024;

    /// <summary>A type that cannot be read.</summary>
    public static TypeText Unknown { get; } = new("?", "?");

    /// <summary>A type whose forms are the same, such as a generic parameter.</summary>
    public static TypeText Of(string name) => new(name, name);

    /// <summary>Returns the type with a suffix, such as that of an array.</summary>
    public TypeText With(string suffix) => Full.Length > Longest ? this : new(Full + suffix, Short + suffix);

    /// <summary>Returns texts between angle brackets; nothing for no texts.</summary>
    public static TypeText List(ReadOnlySpan<TypeText> types)
    {
        if (types.IsEmpty)
        {
            return Of("");
        }

        (string full, string shorter) = Join(types);
        return new($"<{full}>", $"<{shorter}>");
    }

    /// <summary>Returns texts with commas between them.</summary>
    public static TypeText Join(ReadOnlySpan<TypeText> types)
    {
        string full = "";
        string shorter = "";
        for (int i = 0; i < types.Length; i++)
        {
            if (full.Length > Longest)
            {
                return new($"{full}, …", $"{shorter}, …");
            }

            full = i == 0 ? types[i].Full : $"{full}, {types[i].Full}";
            shorter = i == 0 ? types[i].Short : $"{shorter}, {types[i].Short}";
        }

        return new(full, shorter);
    }
}
