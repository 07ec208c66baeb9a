namespace Bpf.Shared;

/// <summary>Limits of the kernel that do not depend on its version.</summary>
internal static class KernelLimits
{
    /// <summary>Bytes of stack for a program and everything that it calls: <c>MAX_BPF_STACK</c>, include/linux/filter.h.</summary>
    public const int StackSize = 512;

    /// <summary>Functions in a chain of calls: <c>MAX_CALL_FRAMES</c>, include/linux/bpf_verifier.h.</summary>
    public const int CallFrames = 8;

    /// <summary>Bytes in the name of a map or program, without the terminating 0: <c>BPF_OBJ_NAME_LEN</c> - 1, include/uapi/linux/bpf.h.</summary>
    public const int NameLength = 15;
}
