using System.Buffers;
using System.Runtime.InteropServices;

namespace Bpf.Runtime.Maps;

/// <summary>The values of one key of a per-CPU map, which the kernel stores consecutively, each padded to a multiple of 8 bytes.</summary>
internal static class PerCpuValues
{
    /// <returns><see langword="false"/> when the key is absent.</returns>
    public static bool TryRead<T>(BpfMap map, ReadOnlySpan<byte> key, Span<T> values)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, PossibleCpus.Count, nameof(values));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(map.ElementSize);
        try
        {
            Span<byte> bytes = buffer.AsSpan(0, map.ElementSize);
            if (!map.TryLookup(key, bytes))
            {
                return false;
            }

            Decode(map, bytes, values);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Separates the values of a key by CPU.</summary>
    public static void Decode<T>(BpfMap map, ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged
    {
        for (int cpu = 0; cpu < PossibleCpus.Count; cpu++)
        {
            values[cpu] = MemoryMarshal.Read<T>(bytes[(cpu * map.AlignedValueSize)..]);
        }
    }

    public static void Write<T>(BpfMap map, ReadOnlySpan<byte> key, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, PossibleCpus.Count, nameof(values));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(map.ElementSize);
        try
        {
            Span<byte> bytes = buffer.AsSpan(0, map.ElementSize);
            bytes.Clear();
            for (int cpu = 0; cpu < PossibleCpus.Count; cpu++)
            {
                MemoryMarshal.Write(bytes[(cpu * map.AlignedValueSize)..], in values[cpu]);
            }

            map.Update(key, bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
