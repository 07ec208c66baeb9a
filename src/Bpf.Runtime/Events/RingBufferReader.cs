using System.Runtime.CompilerServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary>
/// The consumer side of a ring buffer: its two mappings and positions. One thread at a time. The producers decide by the consumer position
/// whether a wake-up is needed, so after storing it there is a full fence before the producer position is read again.
/// </summary>
internal sealed unsafe class RingBufferReader : IDisposable
{
    private const uint BusyBit = 1U << 31; // BPF_RINGBUF_BUSY_BIT
    private const uint DiscardBit = 1U << 30; // BPF_RINGBUF_DISCARD_BIT
    private const uint LengthMask = 0x3FFFFFFF;
    private const int HeaderSize = 8; // BPF_RINGBUF_HDR_SZ

    private readonly MappedRegion _consumer;
    private readonly MappedRegion _producer;
    private readonly byte* _data;
    private readonly ulong _mask;
    private ulong _position;

    /// <exception cref="BpfException">The map is no ring buffer, or cannot be mapped.</exception>
    public RingBufferReader(BpfMap map)
    {
        MapValue.RequireType(map, [MapType.RingBuffer]);
        Map = map;
        _mask = map.MaxEntries - 1UL;
        nuint page = (nuint)Native.PageSize;
        _consumer = MappedRegion.OfMap(map.Handle, map.Name, page, writable: true, 0);
        try
        {
            // The data pages follow the producer's page twice, so that a record that wraps around is contiguous.
            _producer = MappedRegion.OfMap(map.Handle, map.Name, page + (2 * (nuint)map.MaxEntries), writable: false, page);
        }
        catch
        {
            _consumer.Dispose();
            throw;
        }

        _data = _producer.Pointer + page;
        _position = Volatile.Read(ref ConsumerPosition);
    }

    public BpfMap Map { get; }

    /// <summary>Bytes written by programs and not yet consumed, headers included.</summary>
    public ulong AvailableBytes => Volatile.Read(ref ProducerPosition) - _position;

    private ref ulong ConsumerPosition => ref Unsafe.AsRef<ulong>(_consumer.Pointer);

    private ref ulong ProducerPosition => ref Unsafe.AsRef<ulong>(_producer.Pointer);

    /// <summary>
    /// Steps over the next record without giving its space back; that is what <see cref="Release"/> does for all records so far.
    /// Discarded records are skipped.
    /// </summary>
    /// <returns><see langword="false"/> when there is no finished record.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(out byte* record, out int length)
    {
        ulong produced = Volatile.Read(ref ProducerPosition);
        while (_position < produced)
        {
            byte* header = _data + (_position & _mask);
            uint word = Volatile.Read(ref Unsafe.AsRef<uint>(header));
            if ((word & BusyBit) != 0)
                break;

            length = (int)(word & LengthMask);
            _position += (ulong)(length + HeaderSize + 7) & ~7UL;
            if ((word & DiscardBit) == 0)
            {
                record = header + HeaderSize;
                return true;
            }
        }

        record = null;
        length = 0;
        return false;
    }

    /// <summary>Gives the space of all records stepped over back to the producers.</summary>
    public void Release()
    {
        Volatile.Write(ref ConsumerPosition, _position);
        Interlocked.MemoryBarrier();
    }

    public void Dispose()
    {
        _consumer.Dispose();
        _producer.Dispose();
    }
}
