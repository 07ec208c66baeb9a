namespace Bpf.Shared;

/// <summary>A method with a program attribute.</summary>
/// <param name="Kind">The kind of the first program attribute.</param>
/// <param name="Name">Name of the method.</param>
internal sealed record DeclaredProgram(ProgramKind Kind, string Name)
{
    /// <summary>Attributes of another kind are there too.</summary>
    public bool HasOtherKinds { get; init; }

    /// <summary>The class around it when that does not become a BPF object; null when it does.</summary>
    public string? ForeignClass { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>It, or a type around it, has type parameters.</summary>
    public bool IsGeneric { get; init; }

    public bool HasBody { get; init; }

    /// <summary>The type of the result; null for a method that is generic.</summary>
    public SignatureType? Result { get; init; }

    /// <summary>The parameters; empty for a method that is generic.</summary>
    public IReadOnlyList<DeclaredParameter> Parameters { get; init; } = [];
}
