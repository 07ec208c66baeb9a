using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for the BPF_MAP_*_ELEM commands, BPF_MAP_GET_NEXT_KEY and BPF_MAP_FREEZE.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct MapElementAttribute
{
    [FieldOffset(0)] public uint MapFd; // map_fd
    [FieldOffset(8)] public ulong Key; // key
    [FieldOffset(16)] public ulong Value; // value, next_key
    [FieldOffset(24)] public ulong Flags; // flags
}
