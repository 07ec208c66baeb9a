namespace Bpf.Runtime.Syscalls;

// Flags.
internal partial struct UprobeMultiAttribute
{
    public const uint ReturnFlag = 1; // BPF_F_UPROBE_MULTI_RETURN, include/uapi/linux/bpf.h
    public const uint PathFdFlag = 2; // BPF_F_UPROBE_MULTI_PATH_FD (kernel 7.2)
}
