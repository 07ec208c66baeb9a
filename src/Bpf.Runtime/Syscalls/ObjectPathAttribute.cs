using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_OBJ_PIN and BPF_OBJ_GET.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct ObjectPathAttribute
{
    public const int KnownSize = 20;

    [FieldOffset(0)] public ulong PathName; // pathname
    [FieldOffset(8)] public uint Fd; // bpf_fd
    [FieldOffset(12)] public uint FileFlags; // file_flags
    [FieldOffset(16)] public int PathFd; // path_fd
}
