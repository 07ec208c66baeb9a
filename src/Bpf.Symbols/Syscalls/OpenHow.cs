using System.Runtime.InteropServices;

namespace Bpf.Symbols.Syscalls;

/// <summary><c>struct open_how</c> (include/uapi/linux/openat2.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    public const ulong InRoot = 0x10; // RESOLVE_IN_ROOT

    public ulong Flags; // flags
    public ulong Mode; // mode
    public ulong Resolve; // resolve
}
