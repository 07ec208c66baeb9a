using System.Runtime.InteropServices;

namespace Bpf.Runtime.Syscalls;

/// <summary><c>union bpf_attr</c> for BPF_MAP_CREATE.</summary>
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal unsafe struct MapCreateAttribute
{
    public const int KnownSize = 92;

    [FieldOffset(0)] public uint Type; // map_type
    [FieldOffset(4)] public uint KeySize; // key_size
    [FieldOffset(8)] public uint ValueSize; // value_size
    [FieldOffset(12)] public uint MaxEntries; // max_entries
    [FieldOffset(16)] public uint Flags; // map_flags
    [FieldOffset(20)] public uint InnerMapFd; // inner_map_fd
    [FieldOffset(24)] public uint NumaNode; // numa_node
    [FieldOffset(28)] public fixed byte Name[16]; // map_name
    [FieldOffset(44)] public uint InterfaceIndex; // map_ifindex
    [FieldOffset(48)] public uint BtfFd; // btf_fd
    [FieldOffset(52)] public uint BtfKeyTypeId; // btf_key_type_id
    [FieldOffset(56)] public uint BtfValueTypeId; // btf_value_type_id
    [FieldOffset(60)] public uint BtfVmlinuxValueTypeId; // btf_vmlinux_value_type_id
    [FieldOffset(64)] public ulong Extra; // map_extra
    [FieldOffset(72)] public int ValueTypeBtfObjectFd; // value_type_btf_obj_fd
    [FieldOffset(76)] public int TokenFd; // map_token_fd
    [FieldOffset(80)] public ulong ExclusiveProgramHash; // excl_prog_hash
    [FieldOffset(88)] public uint ExclusiveProgramHashSize; // excl_prog_hash_size
}
