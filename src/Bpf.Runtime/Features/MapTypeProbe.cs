using Bpf.Objects.Btf;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>Asks for map types by creating the smallest map of each.</summary>
internal static class MapTypeProbe
{
    private const int NotSupported = 524; // ENOTSUPP, include/linux/errno.h

    public static KernelFeature Run(MapType type, BpfToken? token)
    {
        FeatureQuestion question = new($"map_type {type}", SinceOf(type));
        MapCreateAttribute attribute = SmallestOf(type);
        using BpfHandle? inner = type is MapType.ArrayOfMaps or MapType.HashOfMaps && TrialMap.CreateArray(sizeof(int), MapFlags.None, token, out BpfHandle array) == Errno.None
            ? array
            : null;
        attribute.InnerMapFd = (uint)(inner?.Descriptor ?? 0);
        using BpfHandle? btf = NeedsTypes(type) ? LoadInteger(token, ref attribute) : null;
        Errno error = TrialMap.Create(ref attribute, token, out BpfHandle map);
        map.Dispose();

        // A table of functions needs a type of the kernel that is one; the answer that it is none comes from a kernel that knows them.
        return type == MapType.StructOps && error == (Errno)NotSupported
            ? question.Supported("the kernel looks for the type of the table")
            : question.By(error, "creating a map");
    }

    private static MapCreateAttribute SmallestOf(MapType type)
    {
        MapCreateAttribute attribute = new() { Type = (uint)type, KeySize = 4, ValueSize = 4, MaxEntries = 1 };
        switch (type)
        {
            case MapType.StackTrace:
                attribute.ValueSize = 8;
                break;
            case MapType.LpmTrie:
                attribute.KeySize = attribute.ValueSize = 8;
                attribute.Flags = (uint)MapFlags.NoPreallocation;
                break;
            case MapType.CgroupStorageDeprecated or MapType.PerCpuCgroupStorage:
                attribute.KeySize = 16; // sizeof(struct bpf_cgroup_storage_key)
                attribute.ValueSize = 8;
                attribute.MaxEntries = 0;
                break;
            case MapType.Queue or MapType.Stack or MapType.BloomFilter:
                attribute.KeySize = 0;
                break;
            case MapType.SocketStorage or MapType.InodeStorage or MapType.TaskStorage or MapType.CgroupStorage:
                attribute.MaxEntries = 0;
                attribute.Flags = (uint)MapFlags.NoPreallocation;
                break;
            case MapType.RingBuffer or MapType.UserRingBuffer:
                attribute.KeySize = attribute.ValueSize = 0;
                attribute.MaxEntries = (uint)Native.PageSize;
                break;
            case MapType.StructOps:
                attribute.BtfVmlinuxValueTypeId = 1; // an integer
                break;
            case MapType.Arena:
                attribute.KeySize = attribute.ValueSize = 0;
                attribute.Flags = (uint)MapFlags.MemoryMappable;
                break;
            case MapType.InstructionArray:
                attribute.ValueSize = 16; // sizeof(struct bpf_insn_array_value)
                break;
        }

        return attribute;
    }

    private static bool NeedsTypes(MapType type) => type is MapType.SocketStorage or MapType.InodeStorage or MapType.TaskStorage or MapType.CgroupStorage;

    private static BpfHandle? LoadInteger(BpfToken? token, ref MapCreateAttribute attribute)
    {
        BtfBuilder builder = new();
        uint integer = builder.AddInt("int", sizeof(int));
        if (BtfLoader.Load(builder.Build().Bytes, token?.Handle, out BpfHandle btf, out _) != Errno.None)
            return null;

        attribute.BtfFd = (uint)btf.Descriptor;
        attribute.BtfKeyTypeId = attribute.BtfValueTypeId = integer;
        return btf;
    }

    private static string SinceOf(MapType type) => type switch
    {
        MapType.Hash or MapType.Array => "3.19",
        MapType.ProgramArray => "4.2",
        MapType.PerfEventArray => "4.3",
        MapType.PerCpuHash or MapType.PerCpuArray or MapType.StackTrace => "4.6",
        MapType.CgroupArray => "4.8",
        MapType.LruHash or MapType.LruPerCpuHash => "4.10",
        MapType.LpmTrie => "4.11",
        MapType.ArrayOfMaps or MapType.HashOfMaps => "4.12",
        MapType.DeviceMap or MapType.SocketMap => "4.14",
        MapType.CpuMap => "4.15",
        MapType.XskMap or MapType.SocketHash => "4.18",
        MapType.CgroupStorageDeprecated or MapType.ReuseportSocketArray => "4.19",
        MapType.PerCpuCgroupStorage or MapType.Queue or MapType.Stack => "4.20",
        MapType.SocketStorage => "5.2",
        MapType.DeviceMapHash => "5.4",
        MapType.StructOps => "5.6",
        MapType.RingBuffer => "5.8",
        MapType.InodeStorage => "5.10",
        MapType.TaskStorage => "5.11",
        MapType.BloomFilter => "5.16",
        MapType.UserRingBuffer => "6.1",
        MapType.CgroupStorage => "6.2",
        MapType.Arena => "6.9",
        MapType.InstructionArray => "6.19",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This is no map type of Linux 7.3."),
    };
}
