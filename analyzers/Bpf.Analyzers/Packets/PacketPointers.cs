using Bpf.Analyzers.Maps;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Packets;

/// <summary>Recognizes readers of packets, and references and pointers into them.</summary>
internal sealed class PacketPointers(BpfSymbols symbols)
{
    private readonly INamedTypeSymbol? _reader = symbols.Compilation.GetTypeByMetadataName("Bpf.PacketReader");
    private readonly INamedTypeSymbol? _reference = symbols.Compilation.GetTypeByMetadataName("Bpf.BpfRef`1");
    private readonly INamedTypeSymbol? _context = symbols.Compilation.GetTypeByMetadataName("Bpf.IBpfContext");

    /// <summary>Returns true for the type of a reader, which always points into a packet.</summary>
    public bool IsReader(ITypeSymbol? type) => type is not null && SymbolEqualityComparer.Default.Equals(type, _reader);

    /// <summary>Returns true when an assignment to a variable of a type may store a pointer.</summary>
    public bool MayPoint(ISimpleAssignmentOperation assignment)
        => assignment.IsRef || IsReader(assignment.Target.Type) || assignment.Target.Type is IPointerTypeSymbol
            || SymbolEqualityComparer.Default.Equals(assignment.Target.Type?.OriginalDefinition, _reference);

    /// <summary>Returns true for an expression that gets a pointer into the packet from the context: its reader, data or end.</summary>
    public bool IsSource(IOperation operation) => operation switch
    {
        IObjectCreationOperation creation => IsReader(creation.Type),
        IPropertyReferenceOperation { Property: { Name: "Data" or "DataEnd" or "Packet" } property } =>
            IsContext(property.ContainingType) && (property.Type is IPointerTypeSymbol || IsReader(property.Type)),
        _ => false,
    };

    /// <summary>Returns true for an <c>out</c> argument that receives a reader of the packet or a reference into it.</summary>
    public bool IsResult(IInvocationOperation call, IArgumentOperation argument)
        => IsReader(argument.Parameter?.Type)
            || (call.TargetMethod.Name == "TryGetRef" && (IsReader(call.TargetMethod.ContainingType) || IsContext(call.TargetMethod.ContainingType)));

    /// <summary>Returns the local or parameter that an expression refers to or declares; null for others.</summary>
    public static ISymbol? VariableOf(IOperation operation)
        => BpfReferences.LocalOf(operation) ?? (operation is IParameterReferenceOperation { Parameter: var parameter } ? (ISymbol)parameter : null);

    /// <summary>Returns true for the context of a program.</summary>
    public bool IsContext(ITypeSymbol type)
        => symbols.IsVocabulary(type) && type.AllInterfaces.Any(@interface => SymbolEqualityComparer.Default.Equals(@interface, _context));
}
