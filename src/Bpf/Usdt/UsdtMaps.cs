namespace Bpf.Usdt;

/// <summary>The maps in which the loader stores the locations of a probe's arguments. They are part of every object with a USDT program.</summary>
internal static class UsdtMaps
{
    /// <summary>Specifications by number.</summary>
    [BpfMap(Name = "__bpf_usdt_specs", MaxEntries = 256)]
    internal static readonly BpfArray<UsdtSpecification> Specifications = new();

    /// <summary>Specification number by address, for kernels without attach cookies (before 5.15).</summary>
    [BpfMap(Name = "__bpf_usdt_ip_to_spec_id", MaxEntries = 1024)]
    internal static readonly BpfHashMap<long, uint> SpecificationByAddress = new();

    /// <summary>Whether the kernel supports attach cookies.</summary>
    [Kconfig("LINUX_HAS_BPF_COOKIE")]
    internal static readonly bool HasCookie;
}
