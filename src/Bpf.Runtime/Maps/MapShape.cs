using Bpf.Objects.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>Sizes and capacities that the kernel wants in another form than people write them.</summary>
internal static class MapShape
{
    /// <summary>Brings a map that is not created yet into the form the kernel wants.</summary>
    public static void Normalize(BpfMap map)
    {
        (map.KeySize, map.ValueSize) = ElementSizes.Of(map.Type, map.KeySize, map.ValueSize);
        map.MaxEntries = map.Type switch
        {
            MapType.RingBuffer or MapType.UserRingBuffer => RingBufferSize(map.MaxEntries),
            MapType.PerfEventArray when map.MaxEntries == 0 => (uint)PossibleCpus.Count,
            _ => map.MaxEntries,
        };
    }

    /// <summary>Why the kernel refuses the sizes of a map, as a sentence; <see langword="null"/> when nothing is known against them.</summary>
    public static string? Complaint(BpfMap map) => map.Type switch
    {
        MapType.Queue or MapType.Stack or MapType.BloomFilter when map.KeySize != 0
            => $"A map of type {map.Type} has no keys; leave the key out of its definition.",
        MapType.ProgramArray or MapType.CgroupArray or MapType.XskMap when map.KeySize != sizeof(uint) || map.ValueSize != sizeof(uint)
            => $"Keys and values of a map of type {map.Type} have 4 bytes.",
        MapType.DeviceMap or MapType.CpuMap or MapType.SocketMap or MapType.ReuseportSocketArray
            when map.KeySize != sizeof(uint) || map.ValueSize is not (sizeof(uint) or sizeof(ulong))
            => $"Keys of a map of type {map.Type} have 4 bytes, values 4 or 8.",
        MapType.Array or MapType.PerCpuArray or MapType.StackTrace or MapType.ArrayOfMaps when map.KeySize != sizeof(uint)
            => $"Keys of a map of type {map.Type} have 4 bytes.",
        MapType.SocketStorage or MapType.InodeStorage or MapType.TaskStorage or MapType.CgroupStorage
            when map.KeySize != sizeof(int) || map.MaxEntries != 0 || (map.Flags & MapFlags.NoPreallocation) == 0
            => $"A map of type {map.Type} has keys of 4 bytes, no capacity (max_entries), and the flag BPF_F_NO_PREALLOC.",
        MapType.LpmTrie when (map.Flags & MapFlags.NoPreallocation) == 0 => "A map of type LpmTrie has the flag BPF_F_NO_PREALLOC.",
        _ => null,
    };

    /// <summary>The next page size times a power of two; 0 stays 0, which the kernel refuses.</summary>
    private static uint RingBufferSize(uint bytes)
    {
        uint size = (uint)Native.PageSize;
        while (bytes != 0 && size < bytes && size < 1U << 31)
        {
            size *= 2;
        }

        return bytes == 0 ? 0 : size;
    }
}
