using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Packets;

/// <summary>Knows the methods that change or move a packet, after which pointers into it are invalid.</summary>
internal sealed class PacketChanges(BpfSymbols symbols, BpfCodeGraph graph)
{
    // is_kfunc_pkt_changing, kernel/bpf/verifier.c
    private const string ChangingFunction = "bpf_xdp_pull_data";

    private readonly INamedTypeSymbol? _attribute = symbols.Compilation.GetTypeByMetadataName("Bpf.ChangesPacketAttribute");

    /// <summary>Returns true for a method that changes packets itself or through what it calls.</summary>
    public bool IsMadeBy(IMethodSymbol method) => IsDirect(method) || graph.Calls(method, IsDirect);

    private bool IsDirect(IMethodSymbol method)
        => symbols.HelperOf(method) is { ChangesPacket: true }
            || BpfSymbols.Has(method, _attribute)
            || (method.ContainingType is { } type && BpfSymbols.Has(type, _attribute))
            || BpfSymbols.AttributeOf(method, symbols.KfuncAttribute)?.ConstructorArguments.FirstOrDefault().Value is ChangingFunction;
}
