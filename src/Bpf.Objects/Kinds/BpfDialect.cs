namespace Bpf.Runtime;

/// <summary>The conventions an object follows.</summary>
public enum BpfDialect
{
    /// <summary>libbpf 1.x: BTF-defined maps, global entry programs.</summary>
    Libbpf,

    /// <summary>cilium/ebpf: additionally allows static programs outside <c>.text</c>, its own pinning values, and legacy <c>maps</c> sections.</summary>
    Cilium,
}
