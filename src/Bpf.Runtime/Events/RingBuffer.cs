using Bpf.Runtime.Events;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>
/// Reads records from a ring buffer map (kernel 5.8). There can be one reader at a time; a second concurrent read throws. Records are read in the
/// order in which programs reserved them.
/// </summary>
/// <typeparam name="T">Record type; records may be longer, but not shorter.</typeparam>
public sealed class RingBuffer<T> : EventBuffer<T>
    where T : unmanaged
{
    private readonly RingBufferReader _reader;

    /// <summary>Maps the ring buffer into this process.</summary>
    /// <param name="map">A created map of type RingBuffer.</param>
    /// <exception cref="BpfException">The map has another type, declares records of another size, or cannot be mapped.</exception>
    public RingBuffer(BpfMap map)
        : base(MapValue.RequireRecord<T>(map, nameof(RingBuffer<>)), "Ring buffer")
        => _reader = new RingBufferReader(map);

    /// <summary>Number of bytes written by programs and not yet read, including 8 bytes per record.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public ulong AvailableBytes
    {
        get
        {
            RequireOpen();
            return _reader.AvailableBytes;
        }
    }

    /// <summary>Reads all completed records without waiting.</summary>
    /// <param name="handler">Called for each record, in place.</param>
    /// <returns>Number of records.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
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

    /// <summary>Waits until there is a record or the timeout expires, and reads all completed records.</summary>
    /// <param name="timeout">Maximum time to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="handler">Called for each record, in place.</param>
    /// <returns>Number of records; 0 on a timeout.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public int Poll(TimeSpan timeout, RingBufferRecordHandler<T> handler)
    {
        int count = Consume(handler);
        return count == 0 && Wait(timeout) ? Consume(handler) : count;
    }

    /// <summary>
    /// Returns the completed records in place: <c>using var batch = ring.ReadBatch(); foreach (ref readonly var record in batch)</c>. Their space is
    /// released all at once when the batch is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public RingBufferBatch<T> ReadBatch()
    {
        BeginRead();
        return new RingBufferBatch<T>(this, _reader);
    }

    /// <summary>
    /// Returns all records as they arrive, each with all of its bytes: for records that are longer than <typeparamref name="T"/>. Ends only by cancellation or
    /// when the buffer is disposed. To read them without a copy, use <see cref="RingBufferBatch{T}.Records"/>.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The buffer is disposed, possibly during the wait.</exception>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
    public IAsyncEnumerable<byte[]> ReadAllBytesAsync(CancellationToken cancellationToken = default)
        => ReadAsync<byte[]>(CopyBytes, endsQuietly: false, cancellationToken);

    private protected override BpfHandle Readiness => Map.Handle;

    private protected override void Close() => _reader.Dispose();

    private protected override int CopyTo(T[] records)
    {
        using RingBufferBatch<T> batch = ReadBatch();
        return Copy(batch.GetEnumerator(), records);
    }

    private int CopyBytes(byte[][] records)
    {
        using RingBufferBatch<T> batch = ReadBatch();
        int count = 0;
        RingBufferRecords<T> ready = batch.Records;
        while (count < records.Length && ready.MoveNext())
        {
            records[count++] = ready.Current.Bytes.ToArray();
        }

        return count;
    }
}
