namespace Bpf;

/// <summary>Which stack to capture, and how (include/uapi/linux/bpf.h). The low eight bits are the number of frames to skip.</summary>
[Flags]
public enum BpfStackFlags : ulong
{
    /// <summary>The kernel stack.</summary>
    Kernel = 0,

    /// <summary>The user stack (<c>BPF_F_USER_STACK</c>).</summary>
    User = 1UL << 8,

    /// <summary>Compare stacks only by hash (<c>BPF_F_FAST_STACK_CMP</c>).</summary>
    CompareByHash = 1UL << 9,

    /// <summary>Overwrite another stack with the same hash (<c>BPF_F_REUSE_STACKID</c>).</summary>
    Overwrite = 1UL << 10,
}
