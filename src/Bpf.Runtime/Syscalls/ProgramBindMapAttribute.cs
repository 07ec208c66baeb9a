using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_PROG_BIND_MAP (kernel 5.10).</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct ProgramBindMapAttribute
{
    [FieldOffset(0)] public uint ProgramFd; // prog_fd
    [FieldOffset(4)] public uint MapFd; // map_fd
    [FieldOffset(8)] public uint Flags; // flags
}
