using Bpf.Objects.Maps;
using Bpf.Shared;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>Sizes and capacities that the kernel expects in a different form than definitions state them.</summary>
internal static class MapShape
{
    /// <summary>Converts a map that has not been created to the form the kernel expects.</summary>
    public static void Normalize(BpfMap map)
    {
        (map.KeySize, map.ValueSize) = ElementSizes.Of(map.Type, map.KeySize, map.ValueSize);
        map.MaxEntries = map.Kind?.Capacity switch
        {
            MapCapacity.Bytes => RingBufferSize(map.MaxEntries),
            MapCapacity.Cpus when map.MaxEntries == 0 => (uint)PossibleCpus.Count,
            _ => map.MaxEntries,
        };
    }

    /// <summary>Explains why the kernel rejects the sizes of a map, as a sentence; <see langword="null"/> when no reason is known.</summary>
    public static string? Complaint(BpfMap map)
    {
        if (map.Kind is not { } kind)
        {
            return null;
        }

        if (kind.KeySize == 0 && map.KeySize != 0)
        {
            return $"A map of type {map.Type} has no keys; omit the key from its definition.";
        }

        bool isMissingFlag = (map.Flags & kind.ImpliedFlags) != kind.ImpliedFlags;
        if (kind is { IsStorage: true, KeySize: { } storageKey } && (map.KeySize != storageKey || map.MaxEntries != 0 || isMissingFlag))
        {
            return $"A map of type {map.Type} must have {storageKey}-byte keys, no capacity (max_entries), and the flag BPF_F_NO_PREALLOC.";
        }

        if ((kind.KeySize is { } key && map.KeySize != key) || (kind.ValueSizes.Length > 0 && !kind.ValueSizes.Contains(map.ValueSize)))
        {
            return SizesOf(kind);
        }

        return isMissingFlag
            ? $"A map of type {map.Type} must have the flag {(kind.ImpliedFlags == MapFlags.MemoryMappable ? "BPF_F_MMAPABLE" : "BPF_F_NO_PREALLOC")}."
            : null;
    }

    private static string SizesOf(MapKind kind)
    {
        string values = string.Join(" or ", kind.ValueSizes);
        return kind.KeySize is not { } key ? $"Values of a map of type {kind.Type} must have {values} bytes."
            : kind.ValueSizes.Length == 0 ? $"Keys of a map of type {kind.Type} must have {key} bytes."
            : kind.ValueSizes is [var value] && value == key ? $"Keys and values of a map of type {kind.Type} must have {key} bytes."
            : $"Keys of a map of type {kind.Type} must have {key} bytes, values {values}.";
    }

    /// <summary>Returns the next page size times a power of two; 0 stays 0, which the kernel rejects.</summary>
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
