using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_RAW_TRACEPOINT_OPEN.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct RawTracepointOpenAttribute
{
    [FieldOffset(0)] public ulong Name; // name
    [FieldOffset(8)] public uint ProgramFd; // prog_fd
    [FieldOffset(16)] public ulong Cookie; // cookie
}
