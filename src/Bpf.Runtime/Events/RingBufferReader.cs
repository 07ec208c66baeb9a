using System.Runtime.CompilerServices;

namespace Bpf.Runtime.Events;

/// <summary>
/// The consumer side of a ring buffer, for one thread at a time. Producers use the consumer position to decide whether a wakeup is needed, so a full
/// fence separates storing it from reading the producer position again.
/// </summary>
internal sealed unsafe class RingBufferReader : IDisposable
{
    private const uint LengthMask = ~(RingMapping.BusyBit | RingMapping.DiscardBit);
    private readonly RingMapping _ring;
    private ulong _position;

    /// <param name="map">A created map of type RingBuffer.</param>
    /// <exception cref="BpfException">The map cannot be mapped.</exception>
    public RingBufferReader(BpfMap map)
    {
        _ring = new RingMapping(map, produces: false);
        _position = Volatile.Read(ref _ring.ConsumerPosition);
    }

    public BpfMap Map => _ring.Map;

    /// <summary>Number of bytes written by programs and not yet consumed, headers included.</summary>
    public ulong AvailableBytes => Volatile.Read(ref _ring.ProducerPosition) - _position;

    /// <summary>
    /// Advances past the next record without releasing its space; <see cref="Release"/> does that for all records so far. Discarded records are
    /// skipped.
    /// </summary>
    /// <returns><see langword="false"/> when there is no completed record.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(out byte* record, out int length)
    {
        ulong produced = Volatile.Read(ref _ring.ProducerPosition);
        while (_position < produced)
        {
            byte* header = _ring.At(_position);
            uint word = Volatile.Read(ref Unsafe.AsRef<uint>(header));
            if ((word & RingMapping.BusyBit) != 0)
            {
                break;
            }

            length = (int)(word & LengthMask);
            _position += RingMapping.Footprint(length);
            if ((word & RingMapping.DiscardBit) == 0)
            {
                record = header + RingMapping.HeaderSize;
                return true;
            }
        }

        record = null;
        length = 0;
        return false;
    }

    /// <summary>Releases the space of all records read so far to the producers.</summary>
    public void Release()
    {
        Volatile.Write(ref _ring.ConsumerPosition, _position);
        Interlocked.MemoryBarrier();
    }

    public void Dispose() => _ring.Dispose();
}
