using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Ownership;

/// <summary>Something that a basic block does to an object that a local holds, or to another variable.</summary>
/// <param name="Kind">What.</param>
/// <param name="Variable">The local or other variable; null for a pair of functions without an object.</param>
/// <param name="Function">Name of the function of the kernel that acquires, releases, begins or ends.</param>
/// <param name="Syntax">Where.</param>
internal sealed record OwnershipEvent(OwnershipEventKind Kind, ISymbol? Variable, string Function, SyntaxNode Syntax)
{
    /// <summary>What the user calls: the method that stands for the function, or the function itself.</summary>
    public string Name { get; init; } = Function;

    /// <summary>The value that the variable gets, for <see cref="OwnershipEventKind.Bind"/>.</summary>
    public IOperation? Value { get; init; }

    /// <summary>What the control flow graph keeps the value as, where it is not a variable.</summary>
    public object? Kept { get; init; }

    /// <summary>The variable with the object of which this one gets another reference.</summary>
    public ISymbol? Source { get; init; }

    /// <summary>What the method does that gets the object, for <see cref="OwnershipEventKind.Call"/>.</summary>
    public ParameterSummary? Summary { get; init; }
}
