using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Ownership;

/// <summary>Locals that keep whether a call has acquired an object: <c>bool isThere = list.TryPopFront(out item)</c>.</summary>
internal sealed class OwnershipFlags
{
    private readonly Dictionary<ISymbol, ILocalSymbol> _owners = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _writes = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _acquisitions = new(SymbolEqualityComparer.Default);

    /// <summary>Notes a call that acquires an object, and where its result goes.</summary>
    public void Note(IInvocationOperation call, ILocalSymbol owner)
    {
        _acquisitions[owner] = CountOf(_acquisitions, owner) + 1;
        ILocalSymbol? flag = call.Parent switch
        {
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            _ => null,
        };
        if (flag is { Type.SpecialType: SpecialType.System_Boolean })
        {
            _owners[flag] = owner;
            _writes[flag] = CountOf(_writes, flag) + (call.Parent is IVariableInitializerOperation ? 1 : 0);
        }
    }

    /// <summary>Notes the use of a local.</summary>
    public void Note(ILocalReferenceOperation reference)
    {
        bool isWritten = reference.Parent is IAssignmentOperation { Target: var target } ? target == reference
            : reference.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IAddressOfOperation;
        if (isWritten)
        {
            _writes[reference.Local] = CountOf(_writes, reference.Local) + 1;
        }
    }

    /// <summary>Returns the local that holds an object when a flag is true; null when the flag may also mean something else.</summary>
    public ILocalSymbol? OwnerOf(ILocalSymbol flag)
        => _owners.TryGetValue(flag, out ILocalSymbol? owner) && CountOf(_writes, flag) == 1 && CountOf(_acquisitions, owner) == 1 ? owner : null;

    private static int CountOf(Dictionary<ISymbol, int> counts, ISymbol local) => counts.TryGetValue(local, out int count) ? count : 0;
}
