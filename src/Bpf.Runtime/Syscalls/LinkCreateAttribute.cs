using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_LINK_CREATE.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct LinkCreateAttribute
{
    public const int KnownSize = 64;

    [FieldOffset(0)] public uint ProgramFd; // prog_fd, map_fd
    [FieldOffset(4)] public uint TargetFd; // target_fd, target_ifindex
    [FieldOffset(8)] public uint AttachType; // attach_type
    [FieldOffset(12)] public uint Flags; // flags
    [FieldOffset(16)] public uint TargetBtfId; // target_btf_id
    [FieldOffset(16)] public ulong IteratorInfo; // iter_info
    [FieldOffset(24)] public uint IteratorInfoLength; // iter_info_len
    [FieldOffset(16)] public ulong PerfEventCookie; // perf_event.bpf_cookie
    [FieldOffset(16)] public KprobeMultiAttribute KprobeMulti; // kprobe_multi
    [FieldOffset(24)] public ulong TracingCookie; // tracing.cookie
    [FieldOffset(16)] public UprobeMultiAttribute UprobeMulti; // uprobe_multi
}
