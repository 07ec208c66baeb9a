using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for the BPF_MAP_*_BATCH commands (kernel 5.6).</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal struct MapBatchAttribute
{
    [FieldOffset(0)] public ulong InBatch; // in_batch
    [FieldOffset(8)] public ulong OutBatch; // out_batch
    [FieldOffset(16)] public ulong Keys; // keys
    [FieldOffset(24)] public ulong Values; // values
    [FieldOffset(32)] public uint Count; // count
    [FieldOffset(36)] public uint MapFd; // map_fd
    [FieldOffset(40)] public ulong ElementFlags; // elem_flags
    [FieldOffset(48)] public ulong Flags; // flags
}
