using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>Follows pointers into the packet through the control flow of a method.</summary>
internal sealed class PacketFlow(PacketPointers pointers, PacketChanges changes)
{
    private readonly Dictionary<SyntaxNode, (string Variable, string Change)> _found = [];
    private PacketState _state = new();
    private bool _isReporting;

    /// <summary>Returns the uses of pointers that are stale there, each with the variable and the call that made it stale.</summary>
    public IReadOnlyDictionary<SyntaxNode, (string Variable, string Change)> FindStaleUses(ControlFlowGraph graph, IMethodSymbol method)
    {
        PacketState?[] entries = new PacketState?[graph.Blocks.Length];
        entries[0] = new PacketState();
        foreach (IParameterSymbol parameter in method.Parameters.Where(parameter => pointers.IsReader(parameter.Type) && parameter.RefKind != RefKind.Out))
        {
            entries[0]!.Set(parameter, null);
        }

        var pending = new Queue<BasicBlock>([graph.Blocks[0]]);
        while (pending.Count > 0)
        {
            BasicBlock block = pending.Dequeue();
            Run(block, entries);
            foreach (BasicBlock next in SuccessorsOf(block))
            {
                if (entries[next.Ordinal] is not { } entry)
                {
                    entries[next.Ordinal] = _state.Copy();
                    pending.Enqueue(next);
                }
                else if (entry.Join(_state))
                {
                    pending.Enqueue(next);
                }
            }
        }

        _isReporting = true;
        foreach (BasicBlock block in graph.Blocks.Where(block => entries[block.Ordinal] is not null))
        {
            Run(block, entries);
        }

        return _found;
    }

    private static IEnumerable<BasicBlock> SuccessorsOf(BasicBlock block)
        => new[] { block.FallThroughSuccessor, block.ConditionalSuccessor }.Select(static branch => branch?.Destination).OfType<BasicBlock>();

    private void Run(BasicBlock block, PacketState?[] entries)
    {
        _state = entries[block.Ordinal]!.Copy();
        foreach (IOperation operation in block.Operations)
        {
            Visit(operation);
        }

        if (block.BranchValue is { } value)
        {
            Visit(value);
        }
    }

    // Operands come before what is done with them, as they are evaluated.
    private void Visit(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
        {
            Visit(child);
        }

        switch (operation)
        {
            case ISimpleAssignmentOperation assignment when TargetOf(assignment) is { } target:
                Assign(target, assignment);
                break;
            case IInvocationOperation call:
                Call(call);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when !IsDefinition(operation):
                Use(operation);
                break;
        }
    }

    private void Use(IOperation operation)
    {
        ISymbol variable = PacketPointers.VariableOf(operation)!;
        // The offset is a number, and a copy matters only when it is used.
        if (!_state.TryGet(variable, out string? change) || change is null
            || operation.Parent is IPropertyReferenceOperation { Property.Name: "Offset" } || IsCopied(operation))
        {
            return;
        }

        _state.Remove(variable); // one report is enough
        if (_isReporting)
        {
            _found[operation.Syntax] = (variable.Name, change);
        }
    }

    private void Assign(ISymbol target, ISimpleAssignmentOperation assignment)
    {
        bool points = false;
        string? change = null;
        if (pointers.MayPoint(assignment))
        {
            foreach (IOperation part in assignment.Value.DescendantsAndSelf())
            {
                if (pointers.IsSource(part))
                {
                    points = true;
                }
                else if (PacketPointers.VariableOf(part) is { } variable && _state.TryGet(variable, out string? stale))
                {
                    points = true;
                    change ??= stale;
                }
            }
        }

        if (points)
        {
            _state.Set(target, change);
        }
        else
        {
            _state.Remove(target);
        }
    }

    private void Call(IInvocationOperation call)
    {
        bool isChange = changes.IsMadeBy(call.TargetMethod);
        if (isChange)
        {
            _state.Change(call.TargetMethod.Name);
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (PacketPointers.VariableOf(argument.Value) is not { } variable)
            {
                continue;
            }

            switch (argument.Parameter?.RefKind)
            {
                case RefKind.Out when pointers.IsResult(call, argument):
                case RefKind.Ref when isChange && pointers.IsReader(argument.Parameter.Type): // it has been made again there
                    _state.Set(variable, null);
                    break;
                case RefKind.Out:
                    _state.Remove(variable);
                    break;
            }
        }
    }

    // A plain assignment to a reference stores through it.
    private static ISymbol? TargetOf(ISimpleAssignmentOperation assignment)
        => assignment.Target is ILocalReferenceOperation { Local.RefKind: not RefKind.None } && !assignment.IsRef ? null
            : PacketPointers.VariableOf(assignment.Target);

    private static bool IsDefinition(IOperation operation)
        => operation.Parent switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target == operation && TargetOf(assignment) is not null,
            IArgumentOperation { Parameter.RefKind: RefKind.Out } => true,
            IDeclarationExpressionOperation => true,
            _ => false,
        };

    private bool IsCopied(IOperation operation)
        => operation.Parent is ISimpleAssignmentOperation assignment && assignment.Value == operation && TargetOf(assignment) is not null
            && pointers.MayPoint(assignment);
}
