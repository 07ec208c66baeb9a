namespace Bpf.Compiler.Tool.Sources;

/// <summary>The declarations of a source file, and the names that it mentions.</summary>
internal sealed class SourceDeclarations
{
    /// <summary>Hash of the file header: usings and extern aliases.</summary>
    public required string Header { get; init; }

    /// <summary>The identifiers in the header.</summary>
    public required IReadOnlyList<string> HeaderNames { get; init; }

    /// <summary>Hash of what applies to the assembly: global usings, and assembly and module attributes; empty when there are none.</summary>
    public required string Global { get; init; }

    /// <summary>The identifiers in the global usings.</summary>
    public required IReadOnlyList<string> GlobalNames { get; init; }

    /// <summary>True when the file has (or may have) a BPF object, an interceptor, or code under the name of another file.</summary>
    public required bool HasMarks { get; init; }

    /// <summary>True when a global using aliases such a mark, so that any file may contain one.</summary>
    public required bool RenamesMarks { get; init; }

    /// <summary>Full names of the namespaces.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    /// <summary>The top-level types.</summary>
    public required IReadOnlyList<DeclaredType> Types { get; init; }

    /// <summary>All identifiers of the file, including those in method bodies.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Parses the result of <see cref="ToString"/>; returns null for anything else.</summary>
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

    /// <summary>Formats as one line. Identifiers do not contain the separator characters.</summary>
    public override string ToString() => string.Join(';',
    [
        string.Join('|', Header, Join(HeaderNames), Global, Join(GlobalNames), (HasMarks ? "m" : "") + (RenamesMarks ? "r" : ""),
            Join(Namespaces), Join(Names)),
        .. Types.Select(type => string.Join('|', type.Namespace, type.Name, type.Surface, Join(type.Extensions), Join(type.Names))),
    ]);

    private static string Join(IEnumerable<string> names) => string.Join(' ', names);

    private static string[] List(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
