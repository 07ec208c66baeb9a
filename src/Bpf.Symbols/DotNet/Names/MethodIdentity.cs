namespace Bpf.Symbols.DotNet.Names;

/// <summary>A method by its parts, as metadata and the runtime have them.</summary>
internal sealed record MethodIdentity
{
    /// <summary>The type that declares it; null for methods without a type, such as <c>DynamicMethod</c>.</summary>
    public TypeIdentity? Type { get; init; }

    /// <summary>Its name in metadata.</summary>
    public required string Name { get; init; }

    /// <summary>Its own generic arguments, or the names of its generic parameters.</summary>
    public TypeText[] Arguments { get; init; } = [];

    /// <summary>Types of its parameters; null if they are not known.</summary>
    public TypeText[]? Parameters { get; init; }

    /// <summary>Type of its result.</summary>
    public TypeText Result { get; init; } = TypeText.Unknown;

    /// <summary>True for methods with a meaning of their own for compilers (<c>specialname</c>): accessors, operators and constructors.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>What the compiler made the declaring type for.</summary>
    public StateMachineKind StateMachine { get; init; }

    /// <summary>File name of its assembly; null if the assembly has none, or for none.</summary>
    public string? Module { get; init; }
}
