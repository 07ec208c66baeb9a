using System.Runtime.CompilerServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary>The producer side of a user ring buffer: its two mappings and positions.</summary>
internal sealed unsafe class UserRingBufferWriter : IDisposable
{
    /// <summary>Bytes before each record. BPF_RINGBUF_HDR_SZ, include/uapi/linux/bpf.h.</summary>
    public const int HeaderSize = 8;

    private const uint BusyBit = 1U << 31; // BPF_RINGBUF_BUSY_BIT
    private const uint DiscardBit = 1U << 30; // BPF_RINGBUF_DISCARD_BIT
    private readonly MappedRegion _consumer;
    private readonly MappedRegion _producer;
    private readonly byte* _data;
    private readonly ulong _mask;
    private readonly Lock _reserving = new();

    /// <exception cref="BpfException">The map is no user ring buffer, or cannot be mapped.</exception>
    public UserRingBufferWriter(BpfMap map)
    {
        MapValue.RequireType(map, [MapType.UserRingBuffer]);
        Map = map;
        _mask = map.MaxEntries - 1UL;
        nuint page = (nuint)Native.PageSize;
        _consumer = MappedRegion.OfMap(map.Handle, map.Name, page, writable: false, 0);
        try
        {
            // The data pages follow the producer's page twice, so that a record that wraps around is contiguous.
            _producer = MappedRegion.OfMap(map.Handle, map.Name, page + (2 * (nuint)map.MaxEntries), writable: true, page);
        }
        catch
        {
            _consumer.Dispose();
            throw;
        }

        _data = _producer.Pointer + page;
    }

    public BpfMap Map { get; }

    /// <summary>Bytes that are free, headers of future records included.</summary>
    public ulong FreeBytes => Map.MaxEntries - (Volatile.Read(ref ProducerPosition) - Volatile.Read(ref ConsumerPosition));

    private ref ulong ConsumerPosition => ref Unsafe.AsRef<ulong>(_consumer.Pointer);

    private ref ulong ProducerPosition => ref Unsafe.AsRef<ulong>(_producer.Pointer);

    /// <summary>Takes room for a record, which the programs see as busy until <see cref="Commit"/>.</summary>
    /// <returns>Null when there is not enough room now.</returns>
    public byte* TryReserve(int length)
    {
        ulong total = (ulong)(length + HeaderSize + 7) & ~7UL;
        lock (_reserving)
        {
            if (FreeBytes < total)
                return null;

            ulong produced = ProducerPosition;
            byte* header = _data + (produced & _mask);
            *(ulong*)header = (uint)length | BusyBit;
            Volatile.Write(ref ProducerPosition, produced + total);
            return header + HeaderSize;
        }
    }

    /// <summary>Hands a reserved record to the programs, or tells them to skip it.</summary>
    public static void Commit(byte* record, int length, bool discard)
        => Interlocked.Exchange(ref Unsafe.AsRef<uint>(record - HeaderSize), (uint)length | (discard ? DiscardBit : 0));

    public void Dispose()
    {
        _consumer.Dispose();
        _producer.Dispose();
    }
}
