using Bpf.Runtime.Events;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>
/// Reads records from a ring buffer map (kernel 5.8). One reader at a time; a second concurrent read throws. Reads are in the order of the
/// reservations of the programs.
/// </summary>
/// <typeparam name="T">Record type; records may be longer, not shorter.</typeparam>
public sealed class RingBuffer<T> : EventBuffer<T>
    where T : unmanaged
{
    private readonly RingBufferReader _reader;

    /// <summary>Maps the ring buffer into this process.</summary>
    /// <param name="map">A created map of type RingBuffer.</param>
    /// <exception cref="BpfException">The map has another type, declares records of another size, or cannot be mapped.</exception>
    public RingBuffer(BpfMap map)
        : base(MapValue.RequireRecord<T>(map, MapType.RingBuffer), "Ring buffer")
        => _reader = new RingBufferReader(map);

    /// <summary>Bytes that programs have written and nobody has read yet, including 8 bytes per record.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed of.</exception>
    public ulong AvailableBytes
    {
        get
        {
            RequireOpen();
            return _reader.AvailableBytes;
        }
    }

    /// <summary>Reads all finished records without waiting.</summary>
    /// <param name="handler">Called for each record, in place.</param>
    /// <returns>Number of records.</returns>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
    public int Consume(RingBufferRecordHandler<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        int total = 0;
        int count;
        do
        {
            count = 0;
            using RingBufferBatch<T> batch = ReadBatch();
            foreach (ref readonly T record in batch)
            {
                handler(in record);
                count++;
            }

            total += count;
        }
        while (count != 0);

        return total;
    }

    /// <summary>Waits until there is a record, or until the time is up, and reads all finished records.</summary>
    /// <param name="timeout">Longest time to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="handler">Called for each record, in place.</param>
    /// <returns>Number of records; 0 when the time was up.</returns>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    public int Poll(TimeSpan timeout, RingBufferRecordHandler<T> handler)
    {
        int count = Consume(handler);
        return count == 0 && Wait(timeout) ? Consume(handler) : count;
    }

    /// <summary>
    /// The finished records in place: <c>using var batch = ring.ReadBatch(); foreach (ref readonly var record in batch)</c>. The space of
    /// the records is given back once, when the batch is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    public RingBufferBatch<T> ReadBatch()
    {
        BeginRead();
        return new RingBufferBatch<T>(this, _reader);
    }

    private protected override BpfHandle Readiness => Map.Handle;

    private protected override void Close() => _reader.Dispose();

    private protected override int CopyTo(Span<T> records)
    {
        using RingBufferBatch<T> batch = ReadBatch();
        return Copy(batch.GetEnumerator(), records);
    }
}
