using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_ITER_CREATE.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct IteratorCreateAttribute
{
    [FieldOffset(0)] public uint LinkFd; // link_fd
    [FieldOffset(4)] public uint Flags; // flags
}
