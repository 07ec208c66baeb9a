namespace Bpf.Shared;

/// <summary>A method with a program attribute.</summary>
/// <param name="Kind">The kind of the first program attribute.</param>
/// <param name="Name">Name of the method.</param>
internal sealed record DeclaredProgram(ProgramKind Kind, string Name)
{
    /// <summary>True when the method also has attributes of another kind.</summary>
    public bool HasOtherKinds { get; init; }

    /// <summary>Name of the containing class when it does not become a BPF object; otherwise null.</summary>
    public string? ForeignClass { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>True when the method or a containing type has type parameters.</summary>
    public bool IsGeneric { get; init; }

    public bool HasBody { get; init; }

    /// <summary>Its attributes of the kind.</summary>
    public IReadOnlyList<DeclaredProbe> Probes { get; init; } = [];

    /// <summary>The result when a framework check fails; null when none is declared.</summary>
    public ExceptionResult? ExceptionResult { get; init; }

    /// <summary>The targets of its attributes, as far as they have one.</summary>
    public IReadOnlyList<string> Targets => [.. Probes.Select(static probe => probe.Target).OfType<string>()];

    /// <summary>True when one of the targets has wildcards.</summary>
    public bool HasGlob => Probes.Any(static probe => probe.IsGlob);

    /// <summary>False when the host chooses whether to load it.</summary>
    public bool IsLoaded => Probes.All(static probe => probe.IsLoaded);

    /// <summary>The return type; null for a generic method.</summary>
    public SignatureType? Result { get; init; }

    /// <summary>The parameters; empty for a generic method.</summary>
    public IReadOnlyList<DeclaredParameter> Parameters { get; init; } = [];
}
