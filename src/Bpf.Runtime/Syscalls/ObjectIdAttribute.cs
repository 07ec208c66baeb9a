using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for the BPF_*_GET_FD_BY_ID and BPF_*_GET_NEXT_ID commands.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct ObjectIdAttribute
{
    public const int KnownSize = 12;
    public const int SizeWithToken = 16;

    [FieldOffset(0)] public uint Id; // start_id, prog_id, map_id, btf_id, link_id
    [FieldOffset(4)] public uint NextId; // next_id
    [FieldOffset(8)] public uint OpenFlags; // open_flags
    [FieldOffset(12)] public int TokenFd; // fd_by_id_token_fd
}
