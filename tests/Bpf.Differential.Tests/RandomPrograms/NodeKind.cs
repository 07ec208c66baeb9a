namespace Bpf.Differential.Tests.RandomPrograms;

/// <summary>What a <see cref="Node"/> is.</summary>
internal enum NodeKind
{
    /// <summary>An expression, which may be replaced by any other of its type.</summary>
    Expression,

    /// <summary>A statement.</summary>
    Statement,

    /// <summary>A part of an expression that is meaningful only in its position.</summary>
    Piece,

    /// <summary>Statements, each of which can be omitted.</summary>
    Block,
}
