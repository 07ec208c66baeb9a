using System.Runtime.CompilerServices;

namespace Bpf.Runtime.Events;

/// <summary>The producer side of a user ring buffer.</summary>
internal sealed unsafe class UserRingBufferWriter : IDisposable
{
    private readonly RingMapping _ring;
    private readonly Lock _reserving = new();

    /// <exception cref="BpfException">The map is no user ring buffer, or cannot be mapped.</exception>
    public UserRingBufferWriter(BpfMap map) => _ring = new RingMapping(map, MapType.UserRingBuffer);

    public BpfMap Map => _ring.Map;

    /// <summary>Bytes that are free, headers of future records included.</summary>
    public ulong FreeBytes => Map.MaxEntries - (Volatile.Read(ref _ring.ProducerPosition) - Volatile.Read(ref _ring.ConsumerPosition));

    /// <summary>Takes room for a record, which the programs see as busy until <see cref="Commit"/>.</summary>
    /// <returns>Null when there is not enough room now.</returns>
    public byte* TryReserve(int length)
    {
        ulong total = RingMapping.Footprint(length);
        lock (_reserving)
        {
            if (FreeBytes < total)
                return null;

            ulong produced = _ring.ProducerPosition;
            byte* header = _ring.At(produced);
            *(ulong*)header = (uint)length | RingMapping.BusyBit;
            Volatile.Write(ref _ring.ProducerPosition, produced + total);
            return header + RingMapping.HeaderSize;
        }
    }

    /// <summary>Hands a reserved record to the programs, or tells them to skip it.</summary>
    public static void Commit(byte* record, int length, bool discard)
        => Interlocked.Exchange(ref Unsafe.AsRef<uint>(record - RingMapping.HeaderSize), (uint)length | (discard ? RingMapping.DiscardBit : 0));

    public void Dispose() => _ring.Dispose();
}
