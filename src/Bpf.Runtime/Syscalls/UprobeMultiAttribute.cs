using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>bpf_attr.link_create.uprobe_multi</c> (kernel 6.6).</summary>
[StructLayout(LayoutKind.Explicit, Size = 48)]
internal struct UprobeMultiAttribute
{
    public const uint ReturnFlag = 1; // BPF_F_UPROBE_MULTI_RETURN, include/uapi/linux/bpf.h
    public const uint PathFdFlag = 2; // BPF_F_UPROBE_MULTI_PATH_FD (kernel 7.2)

    [FieldOffset(0)] public ulong Path; // path
    [FieldOffset(8)] public ulong Offsets; // offsets
    [FieldOffset(16)] public ulong ReferenceCounterOffsets; // ref_ctr_offsets
    [FieldOffset(24)] public ulong Cookies; // cookies
    [FieldOffset(32)] public uint Count; // cnt
    [FieldOffset(36)] public uint Flags; // flags
    [FieldOffset(40)] public uint ProcessId; // pid
    [FieldOffset(44)] public uint PathFd; // path_fd
}
