using System.Runtime.CompilerServices;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary>
/// The memory of a ring buffer map: a page with the consumer position, a page with the producer position, and the records. This process may write one
/// of the two pages and, if it is the producer, the records.
/// </summary>
internal sealed unsafe class RingMapping : IDisposable
{
    /// <summary>Size of the header before each record, in bytes. BPF_RINGBUF_HDR_SZ, include/uapi/linux/bpf.h.</summary>
    public const int HeaderSize = 8;

    /// <summary>Bit of a record's header: the record is not complete. BPF_RINGBUF_BUSY_BIT, include/uapi/linux/bpf.h.</summary>
    public const uint BusyBit = 1U << 31;

    /// <summary>Bit of a record's header: skip the record. BPF_RINGBUF_DISCARD_BIT, include/uapi/linux/bpf.h.</summary>
    public const uint DiscardBit = 1U << 30;

    private readonly MappedRegion _consumer;
    private readonly MappedRegion _producer;
    private readonly byte* _data;
    private readonly ulong _mask;

    /// <param name="map">A created map of a type that matches <paramref name="produces"/>.</param>
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
            // The data pages are mapped twice after the producer's page, so that a record that wraps around is contiguous.
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

    /// <summary>Returns the header of the record at a position.</summary>
    public byte* At(ulong position) => _data + (position & _mask);

    /// <summary>Returns the space a record takes in bytes: its header, its data, and padding to a multiple of 8.</summary>
    public static ulong Footprint(int length) => (ulong)(length + HeaderSize + 7) & ~7UL;

    public void Dispose()
    {
        _consumer.Dispose();
        _producer.Dispose();
    }
}
