using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_TOKEN_CREATE (kernel 6.9).</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct TokenCreateAttribute
{
    [FieldOffset(0)] public uint Flags; // flags
    [FieldOffset(4)] public uint BpffsFd; // bpffs_fd
}
