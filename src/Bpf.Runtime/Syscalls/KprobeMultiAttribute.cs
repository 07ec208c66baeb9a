using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>bpf_attr.link_create.kprobe_multi</c> (kernel 5.18).</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct KprobeMultiAttribute
{
    [FieldOffset(0)] public uint Flags; // flags
    [FieldOffset(4)] public uint Count; // cnt
    [FieldOffset(8)] public ulong Symbols; // syms
    [FieldOffset(16)] public ulong Addresses; // addrs
    [FieldOffset(24)] public ulong Cookies; // cookies
}
