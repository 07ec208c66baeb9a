using Bpf.Objects.Maps;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Maps;

/// <summary>Sizes and capacities that the kernel wants in another form than people write them.</summary>
internal static class MapShape
{
    /// <summary>Brings a map that is not created yet into the form the kernel wants.</summary>
    public static void Normalize(BpfMap map)
    {
        (map.KeySize, map.ValueSize) = ElementSizes.Of(map.Type, map.KeySize, map.ValueSize);
        map.MaxEntries = MapKinds.Find(map.Type)?.Capacity switch
        {
            MapCapacity.Bytes => RingBufferSize(map.MaxEntries),
            MapCapacity.Cpus when map.MaxEntries == 0 => (uint)PossibleCpus.Count,
            _ => map.MaxEntries,
        };
    }

    /// <summary>Why the kernel refuses the sizes of a map, as a sentence; <see langword="null"/> when nothing is known against them.</summary>
    public static string? Complaint(BpfMap map)
    {
        if (MapKinds.Find(map.Type) is not { } kind)
        {
            return null;
        }

        if (kind.KeySize == 0 && map.KeySize != 0)
        {
            return $"A map of type {map.Type} has no keys; leave the key out of its definition.";
        }

        bool isMissingFlag = (map.Flags & kind.ImpliedFlags) != kind.ImpliedFlags;
        if (kind is { IsStorage: true, KeySize: { } storageKey } && (map.KeySize != storageKey || map.MaxEntries != 0 || isMissingFlag))
        {
            return $"A map of type {map.Type} has keys of {storageKey} bytes, no capacity (max_entries), and the flag BPF_F_NO_PREALLOC.";
        }

        if ((kind.KeySize is { } key && map.KeySize != key) || (kind.ValueSizes.Length > 0 && !kind.ValueSizes.Contains(map.ValueSize)))
        {
            return SizesOf(kind);
        }

        return isMissingFlag
            ? $"A map of type {map.Type} has the flag {(kind.ImpliedFlags == MapFlags.MemoryMappable ? "BPF_F_MMAPABLE" : "BPF_F_NO_PREALLOC")}."
            : null;
    }

    private static string SizesOf(MapKind kind)
    {
        string values = string.Join(" or ", kind.ValueSizes);
        return kind.KeySize is not { } key ? $"Values of a map of type {kind.Type} have {values} bytes."
            : kind.ValueSizes.Length == 0 ? $"Keys of a map of type {kind.Type} have {key} bytes."
            : kind.ValueSizes is [var value] && value == key ? $"Keys and values of a map of type {kind.Type} have {key} bytes."
            : $"Keys of a map of type {kind.Type} have {key} bytes, values {values}.";
    }

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
