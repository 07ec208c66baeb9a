namespace Bpf.Compiler.Tool.Sources;

/// <summary>What a source file declares, and which names it mentions.</summary>
internal sealed class SourceDeclarations
{
    /// <summary>Hash of what holds for the file: its usings and extern aliases.</summary>
    public required string Header { get; init; }

    /// <summary>The identifiers in the header.</summary>
    public required IReadOnlyList<string> HeaderNames { get; init; }

    /// <summary>Hash of what holds for the assembly: global usings and the attributes of assembly and module; empty when there is nothing.</summary>
    public required string Global { get; init; }

    /// <summary>The identifiers in the global usings.</summary>
    public required IReadOnlyList<string> GlobalNames { get; init; }

    /// <summary>The file marks a type as BPF object or a method as interceptor, or may do so, or has code under the name of another file.</summary>
    public required bool HasMarks { get; init; }

    /// <summary>A global using gives such a mark another name, so that any file may have it.</summary>
    public required bool RenamesMarks { get; init; }

    /// <summary>Full names of the namespaces.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>The types at the top.</summary>
    public required IReadOnlyList<DeclaredType> Types { get; init; }

    /// <summary>All identifiers of the file, those in bodies too.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static SourceDeclarations? Parse(string text)
    {
        string[] parts = text.Split(';');
        if (parts[0].Split('|') is not [{ } header, { } headerNames, { } global, { } globalNames, { } marks, { } namespaces, { } names])
        {
            return null;
        }

        List<DeclaredType> types = [];
        foreach (string part in parts.Skip(1))
        {
            if (part.Split('|') is not [{ } container, { } name, { } surface, { } extensions, { } mentioned])
            {
                return null;
            }

            types.Add(new(container, name, surface, List(extensions), List(mentioned)));
        }

        return new()
        {
            Header = header,
            HeaderNames = List(headerNames),
            Global = global,
            GlobalNames = List(globalNames),
            HasMarks = marks.Contains('m', StringComparison.Ordinal),
            RenamesMarks = marks.Contains('r', StringComparison.Ordinal),
            Namespaces = List(namespaces),
            Types = types,
            Names = List(names),
        };
    }

    /// <summary>One line. Identifiers have none of the characters that separate its parts.</summary>
    public override string ToString() => string.Join(';',
    [
        string.Join('|', Header, Join(HeaderNames), Global, Join(GlobalNames), (HasMarks ? "m" : "") + (RenamesMarks ? "r" : ""),
            Join(Namespaces), Join(Names)),
        .. Types.Select(type => string.Join('|', type.Namespace, type.Name, type.Surface, Join(type.Extensions), Join(type.Names))),
    ]);

    private static string Join(IEnumerable<string> names) => string.Join(' ', names);

    private static string[] List(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
