using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_OBJ_GET_INFO_BY_FD.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ObjectInfoAttribute
{
    [FieldOffset(0)] public uint Fd; // bpf_fd
    [FieldOffset(4)] public uint InfoLength; // info_len
    [FieldOffset(8)] public ulong Info; // info
}
