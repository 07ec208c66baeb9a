namespace Bpf;

/// <summary>Creation flags of a BPF map (include/uapi/linux/bpf.h).</summary>
[Flags]
public enum BpfMapFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Allocate elements on insertion instead of all in advance (<c>BPF_F_NO_PREALLOC</c>).</summary>
    NoPreallocation = 1U << 0,

    /// <summary>One LRU list per CPU instead of a common one (<c>BPF_F_NO_COMMON_LRU</c>, kernel 4.10).</summary>
    NoCommonLru = 1U << 1,

    /// <summary>Allocate on <see cref="BpfMapAttribute.NumaNode"/> (<c>BPF_F_NUMA_NODE</c>, kernel 4.14).</summary>
    NumaNode = 1U << 2,

    /// <summary>User space may only read (<c>BPF_F_RDONLY</c>).</summary>
    UserReadOnly = 1U << 3,

    /// <summary>User space may only write (<c>BPF_F_WRONLY</c>).</summary>
    UserWriteOnly = 1U << 4,

    /// <summary>Stack traces are stored as build id and offset (<c>BPF_F_STACK_BUILD_ID</c>, kernel 4.17).</summary>
    StackBuildId = 1U << 5,

    /// <summary>Do not randomise the hash seed (<c>BPF_F_ZERO_SEED</c>, kernel 5.0).</summary>
    ZeroSeed = 1U << 6,

    /// <summary>BPF programs may only read (<c>BPF_F_RDONLY_PROG</c>, kernel 5.2).</summary>
    ProgramReadOnly = 1U << 7,

    /// <summary>BPF programs may only write (<c>BPF_F_WRONLY_PROG</c>, kernel 5.2).</summary>
    ProgramWriteOnly = 1U << 8,

    /// <summary>User space can map the memory of the array (<c>BPF_F_MMAPABLE</c>, kernel 5.5).</summary>
    MemoryMappable = 1U << 10,

    /// <summary>Inner maps may differ in size from the template (<c>BPF_F_INNER_MAP</c>, kernel 5.10).</summary>
    InnerMap = 1U << 12,
}
