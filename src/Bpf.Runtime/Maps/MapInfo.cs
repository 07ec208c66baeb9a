using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary><c>struct bpf_map_info</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
internal unsafe struct MapInfo
{
    [FieldOffset(0)] public uint Type; // type
    [FieldOffset(4)] public uint Id; // id
    [FieldOffset(8)] public uint KeySize; // key_size
    [FieldOffset(12)] public uint ValueSize; // value_size
    [FieldOffset(16)] public uint MaxEntries; // max_entries
    [FieldOffset(20)] public uint Flags; // map_flags
    [FieldOffset(24)] public fixed byte Name[16]; // name
    [FieldOffset(40)] public uint InterfaceIndex; // ifindex
    [FieldOffset(44)] public uint BtfVmlinuxValueTypeId; // btf_vmlinux_value_type_id
    [FieldOffset(64)] public uint BtfId; // btf_id
    [FieldOffset(68)] public uint BtfKeyTypeId; // btf_key_type_id
    [FieldOffset(72)] public uint BtfValueTypeId; // btf_value_type_id
    [FieldOffset(80)] public ulong Extra; // map_extra

    public readonly string NameText
    {
        get
        {
            fixed (byte* name = Name)
                return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
        }
    }

    /// <exception cref="BpfException">The descriptor is no map.</exception>
    public static MapInfo Of(BpfHandle handle, string subject)
    {
        MapInfo info = default;
        ObjectInfoAttribute attribute = new()
        {
            Fd = (uint)handle.Descriptor,
            InfoLength = (uint)sizeof(MapInfo),
            Info = (ulong)Unsafe.AsPointer(ref info),
        };
        Errno error = BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute);
        return error == Errno.None ? info : throw BpfException.FromKernel("read the properties of map", subject, error);
    }
}
