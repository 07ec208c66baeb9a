using System.Runtime.CompilerServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary>
/// The memory of a ring buffer map: a page with the consumer's position, a page with the producer's, and the records. One of the two pages is
/// this process's to write, with the records if it is the producer's.
/// </summary>
internal sealed unsafe class RingMapping : IDisposable
{
    /// <summary>Bytes before each record. BPF_RINGBUF_HDR_SZ, include/uapi/linux/bpf.h.</summary>
    public const int HeaderSize = 8;

    /// <summary>Of the word before a record: it is not finished. BPF_RINGBUF_BUSY_BIT, include/uapi/linux/bpf.h.</summary>
    public const uint BusyBit = 1U << 31;

    /// <summary>Of the word before a record: skip it. BPF_RINGBUF_DISCARD_BIT, include/uapi/linux/bpf.h.</summary>
    public const uint DiscardBit = 1U << 30;

    private readonly MappedRegion _consumer;
    private readonly MappedRegion _producer;
    private readonly byte* _data;
    private readonly ulong _mask;

    /// <param name="map">A created map of a type that <paramref name="produces"/> fits.</param>
    /// <param name="produces">Whether this process writes the records.</param>
    /// <exception cref="BpfException">The map cannot be mapped.</exception>
    public RingMapping(BpfMap map, bool produces)
    {
        Map = map;
        _mask = map.MaxEntries - 1UL;
        nuint page = (nuint)Native.PageSize;
        _consumer = MappedRegion.OfMap(map.Handle, map.Name, page, writable: !produces, 0);
        try
        {
            // The data pages follow the producer's page twice, so that a record that wraps around is contiguous.
            _producer = MappedRegion.OfMap(map.Handle, map.Name, page + (2 * (nuint)map.MaxEntries), writable: produces, page);
        }
        catch
        {
            _consumer.Dispose();
            throw;
        }

        _data = _producer.Pointer + page;
    }

    public BpfMap Map { get; }

    public ref ulong ConsumerPosition => ref Unsafe.AsRef<ulong>(_consumer.Pointer);

    public ref ulong ProducerPosition => ref Unsafe.AsRef<ulong>(_producer.Pointer);

    /// <summary>The header of the record at a position.</summary>
    public byte* At(ulong position) => _data + (position & _mask);

    /// <summary>Bytes that a record takes: its header, itself, and what rounds it up to 8.</summary>
    public static ulong Footprint(int length) => (ulong)(length + HeaderSize + 7) & ~7UL;

    public void Dispose()
    {
        _consumer.Dispose();
        _producer.Dispose();
    }
}
