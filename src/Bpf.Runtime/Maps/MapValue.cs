using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Shared;

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
    public static void Require<TKey, TValue>(BpfMap map, string handle)
        where TKey : unmanaged
        where TValue : unmanaged
    {
        RequireHandle(map, handle);
        map.RequireSize("key", Unsafe.SizeOf<TKey>(), map.KeySize);
        map.RequireSize("value", Unsafe.SizeOf<TValue>(), map.ValueSize);
    }

    /// <summary>Checks that a handle class is for the type of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="handle">Name of the class, without type parameters.</param>
    /// <returns>The map.</returns>
    /// <exception cref="BpfException">It is for maps of other types.</exception>
    public static BpfMap RequireHandle(BpfMap map, string handle)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Kind is not { } kind || !kind.HasHandle(handle))
        {
            throw new BpfException("use map", map.Name, null,
                $"It is a map of type {map.Type}; expected: {string.Join(", ", MapKinds.TypesOfHandle(handle))}.");
        }

        return map;
    }

    /// <summary>Checks a queue of records: the record type must match the declared one, if any.</summary>
    /// <returns>The map.</returns>
    /// <exception cref="BpfException">The map has another type, or its records have another size.</exception>
    public static BpfMap RequireRecord<TRecord>(BpfMap map, string handle)
        where TRecord : unmanaged
    {
        RequireHandle(map, handle);
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
    public static void RequireKeyless<TValue>(BpfMap map, string handle)
        where TValue : unmanaged
    {
        RequireHandle(map, handle);
        map.RequireSize("value", Unsafe.SizeOf<TValue>(), map.ValueSize);
    }
}
