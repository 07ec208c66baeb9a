namespace Bpf.Runtime;

/// <summary>Whose conventions an object follows.</summary>
public enum BpfDialect
{
    /// <summary>libbpf 1.x: BTF-defined maps, global entry programs.</summary>
    Libbpf,

    /// <summary>cilium/ebpf: also static programs outside <c>.text</c>, pinning values it defines, legacy <c>maps</c> sections.</summary>
    Cilium,
}
