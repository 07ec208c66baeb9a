namespace Bpf.Compiler.Tests.Variables;

/// <summary>A declaration of a static field, and what the editor, the skeleton, the compiler and the kernel make of it.</summary>
/// <param name="Declaration">Members of a BPF class.</param>
public sealed record VariableCase(string Declaration)
{
    /// <summary>Statements of the program.</summary>
    public string Program { get; init; } = "";

    /// <summary>Errors of the editor and the compiler, by id; empty if the class builds.</summary>
    public string Editor { get; init; } = "";

    public string Compiler { get; init; } = "";

    /// <summary>Group of the skeleton that has the member <c>X</c>; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Name of the variable in the object and its section; null for none.</summary>
    public (string Section, string Name)? Variable { get; init; }

    /// <summary>What the host does before load, with the skeleton <c>s</c>.</summary>
    public string Before { get; init; } = "";

    /// <summary>What the host reads after a run of the program.</summary>
    public string Read { get; init; } = "\"\"";

    public string Expected { get; init; } = "";

    public override string ToString() => Declaration;
}
