using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>A program, or a method that one calls, with its control flow.</summary>
internal sealed record BoundMethod(IMethodSymbol Symbol, ControlFlowGraph Graph)
{
    /// <summary>Whether it returns a reference.</summary>
    public bool ReturnsByRef => Symbol.ReturnsByRef || Symbol.ReturnsByRefReadonly;

    /// <summary>What the graph keeps to assign to it later, because the value has branches.</summary>
    public HashSet<CaptureId> Targets { get; } =
    [
        .. Graph.Blocks.SelectMany(static block => block.Operations).SelectMany(static operation => operation.DescendantsAndSelf())
            .OfType<IAssignmentOperation>().Select(static assignment => assignment.Target).OfType<IFlowCaptureReferenceOperation>()
            .Select(static target => target.Id),
    ];

    /// <summary>Whether it may use the variables of its caller.</summary>
    public bool IsLocalFunction => Symbol.MethodKind == MethodKind.LocalFunction;
}
