#if BPF_ABSTRACTIONS
namespace Bpf;
#else
namespace Bpf.Shared;
#endif

/// <summary>Creation flags of a map (include/uapi/linux/bpf.h).</summary>
[Flags]
#if BPF_ABSTRACTIONS
public
#else
internal
#endif
enum MapFlags : uint
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>Allocate elements on insertion (<c>BPF_F_NO_PREALLOC</c>, kernel 4.6).</summary>
    NoPreallocation = 1U << 0,

    /// <summary>One LRU list per CPU (<c>BPF_F_NO_COMMON_LRU</c>, kernel 4.10).</summary>
    NoCommonLru = 1U << 1,

    /// <summary>Allocate on the given NUMA node (<c>BPF_F_NUMA_NODE</c>, kernel 4.14).</summary>
    NumaNode = 1U << 2,

    /// <summary>User space may only read (<c>BPF_F_RDONLY</c>, kernel 4.15).</summary>
    UserReadOnly = 1U << 3,

    /// <summary>User space may only write (<c>BPF_F_WRONLY</c>, kernel 4.15).</summary>
    UserWriteOnly = 1U << 4,

    /// <summary>Stack traces hold build id and offset (<c>BPF_F_STACK_BUILD_ID</c>, kernel 4.17).</summary>
    StackBuildId = 1U << 5,

    /// <summary>Use a hash seed of zero (<c>BPF_F_ZERO_SEED</c>, kernel 5.0).</summary>
    ZeroSeed = 1U << 6,

    /// <summary>Programs may only read (<c>BPF_F_RDONLY_PROG</c>, kernel 5.2).</summary>
    ProgramReadOnly = 1U << 7,

    /// <summary>Programs may only write (<c>BPF_F_WRONLY_PROG</c>, kernel 5.2).</summary>
    ProgramWriteOnly = 1U << 8,

    /// <summary>Copy the value to a cloned socket (<c>BPF_F_CLONE</c>, kernel 5.4).</summary>
    Clone = 1U << 9,

    /// <summary>User space can map the memory (<c>BPF_F_MMAPABLE</c>, kernel 5.5).</summary>
    MemoryMappable = 1U << 10,

    /// <summary>Keep perf events when the map fd that added them is closed (<c>BPF_F_PRESERVE_ELEMS</c>, kernel 5.10).</summary>
    PreserveElements = 1U << 11,

    /// <summary>Inner maps may differ in size from the template (<c>BPF_F_INNER_MAP</c>, kernel 5.10).</summary>
    InnerMap = 1U << 12,

    /// <summary>The struct_ops map is attached through a link (<c>BPF_F_LINK</c>, kernel 6.4).</summary>
    Link = 1U << 13,

    /// <summary>The value type comes from a BTF object fd (<c>BPF_F_VTYPE_BTF_OBJ_FD</c>, kernel 6.9).</summary>
    ValueTypeBtfObjectFd = 1U << 15,

    /// <summary>Created with a token (<c>BPF_F_TOKEN_FD</c>, kernel 6.9). Set by the loader.</summary>
    TokenFd = 1U << 16,

    /// <summary>Access to an unallocated arena page raises SIGSEGV (<c>BPF_F_SEGV_ON_FAULT</c>, kernel 6.9).</summary>
    SegvOnFault = 1U << 17,

    /// <summary>Arena pointers are not translated for user space (<c>BPF_F_NO_USER_CONV</c>, kernel 6.9).</summary>
    NoUserConversion = 1U << 18,

    /// <summary>A full ring buffer overwrites its oldest records (<c>BPF_F_RB_OVERWRITE</c>, kernel 6.19).</summary>
    RingBufferOverwrite = 1U << 19,
}
