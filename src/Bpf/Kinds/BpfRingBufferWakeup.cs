namespace Bpf;

/// <summary>Controls whether a ring buffer record wakes its reader (include/uapi/linux/bpf.h).</summary>
public enum BpfRingBufferWakeup : ulong
{
    /// <summary>The kernel decides: only when the reader has caught up.</summary>
    Adaptive = 0,

    /// <summary>Never (<c>BPF_RB_NO_WAKEUP</c>); the reader must poll.</summary>
    Never = 1,

    /// <summary>Always (<c>BPF_RB_FORCE_WAKEUP</c>).</summary>
    Always = 2,
}
