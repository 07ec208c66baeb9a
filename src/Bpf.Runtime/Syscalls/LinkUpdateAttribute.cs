using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_LINK_UPDATE; its first field alone for BPF_LINK_DETACH.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct LinkUpdateAttribute
{
    [FieldOffset(0)] public uint LinkFd; // link_fd
    [FieldOffset(4)] public uint NewProgramFd; // new_prog_fd, new_map_fd
    [FieldOffset(8)] public uint Flags; // flags
    [FieldOffset(12)] public uint OldProgramFd; // old_prog_fd, old_map_fd
}
