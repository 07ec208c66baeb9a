using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf.Runtime.Maps;

/// <summary>Converts typed keys and values to bytes.</summary>
internal static class MapValue
{
    public static ReadOnlySpan<byte> Bytes<T>(in T value)
        where T : unmanaged
        => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));

    public static Span<byte> WritableBytes<T>(ref T value)
        where T : unmanaged
        => MemoryMarshal.AsBytes(new Span<T>(ref value));

    /// <exception cref="BpfException">The map has another type, or its keys or values have another size.</exception>
    public static void Require<TKey, TValue>(BpfMap map, params ReadOnlySpan<MapType> types)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        RequireType(map, types);
        map.RequireSize("key", Unsafe.SizeOf<TKey>(), map.KeySize);
        map.RequireSize("value", Unsafe.SizeOf<TValue>(), map.ValueSize);
    }

    /// <returns>The map.</returns>
    /// <exception cref="BpfException">The map has another type.</exception>
    public static BpfMap RequireType(BpfMap map, ReadOnlySpan<MapType> types)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (!types.Contains(map.Type))
        {
            throw new BpfException("use map", map.Name, null, $"It is a map of type {map.Type}; expected: {string.Join(", ", types.ToArray())}.");
        }

        return map;
    }

    /// <summary>Checks a queue of records: the record type must match the declared one, if any.</summary>
    /// <returns>The map.</returns>
    /// <exception cref="BpfException">The map has another type, or its records have another size.</exception>
    public static BpfMap RequireRecord<TRecord>(BpfMap map, MapType type)
        where TRecord : unmanaged
    {
        RequireType(map, [type]);
        int size = Unsafe.SizeOf<TRecord>();
        if (map.Definition?.Record is { } record && (record.IsOpen ? size < record.Size : size != record.Size))
        {
            throw new BpfException(
                "use map", map.Name, null, $"Its records are declared as '{record.Name}' with {record.Size} bytes, but {typeof(TRecord).Name} has {size}.");
        }

        return map;
    }

    /// <summary>Checks a map without keys: a queue, stack or Bloom filter.</summary>
    /// <exception cref="BpfException">The map has another type, or its values have another size.</exception>
    public static void RequireKeyless<TValue>(BpfMap map, MapType type)
        where TValue : unmanaged
    {
        RequireType(map, [type]);
        map.RequireSize("value", Unsafe.SizeOf<TValue>(), map.ValueSize);
    }
}
