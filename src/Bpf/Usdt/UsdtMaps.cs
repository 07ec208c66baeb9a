namespace Bpf.Usdt;

/// <summary>The maps through which the loader tells a program where the arguments of a point are. An object with a USDT program has them.</summary>
internal static class UsdtMaps
{
    /// <summary>Specifications by number.</summary>
    [BpfMap(Name = "__bpf_usdt_specs", MaxEntries = 256)]
    internal static readonly BpfArray<UsdtSpecification> Specifications = new();

    /// <summary>Number of the specification by address, for kernels without attach cookies (before 5.15).</summary>
    [BpfMap(Name = "__bpf_usdt_ip_to_spec_id", MaxEntries = 1024)]
    internal static readonly BpfHashMap<long, uint> SpecificationByAddress = new();

    /// <summary>Whether the kernel has attach cookies.</summary>
    [Kconfig("LINUX_HAS_BPF_COOKIE")]
    internal static readonly bool HasCookie;
}
