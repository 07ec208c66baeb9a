using System.Runtime.CompilerServices;
using Bpf.Runtime.Events;

namespace Bpf.Runtime;

/// <summary>
/// Reads records from a ring buffer map (kernel 5.8). One reader at a time; a second concurrent read throws. Reads are in the order of the
/// reservations of the programs.
/// </summary>
/// <typeparam name="T">Record type; records may be longer, not shorter.</typeparam>
public sealed unsafe class RingBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int AsyncBatchSize = 128;
    private readonly RingBufferReader _reader;
    private readonly ReadGate _gate;

    /// <summary>Maps the ring buffer into this process.</summary>
    /// <param name="map">A created map of type RingBuffer.</param>
    /// <exception cref="BpfException">The map has another type, or cannot be mapped.</exception>
    public RingBuffer(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        _reader = new RingBufferReader(map);
        _gate = new ReadGate($"Ring buffer '{map.Name}'", _reader.Dispose);
    }

    /// <summary>The map.</summary>
    public BpfMap Map => _reader.Map;

    /// <summary>Bytes that programs have written and nobody has read yet, including 8 bytes per record.</summary>
    public ulong AvailableBytes => _reader.AvailableBytes;

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
        if (count != 0)
            return count;

        using Epoll epoll = new();
        epoll.AddWatch(Map.Handle, Epoll.Input, 0);
        Span<byte> readiness = stackalloc byte[EpollEvent.Stride];
        return epoll.Wait(readiness, (int)Math.Clamp(timeout.TotalMilliseconds, -1, int.MaxValue)) == 0 ? 0 : Consume(handler);
    }

    /// <summary>
    /// The finished records in place: <c>using var batch = ring.ReadBatch(); foreach (ref readonly var record in batch)</c>. The space of
    /// the records is given back once, when the batch is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    public RingBufferBatch<T> ReadBatch()
    {
        _gate.Enter();
        return new RingBufferBatch<T>(this, _reader);
    }

    /// <summary>All records as they come, copied out of the ring buffer. Ends only by cancellation.</summary>
    /// <param name="cancellationToken">Ends the enumeration by an <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using ReadinessSource readiness = ReadinessWatcher.Shared.Add(Map.Handle, Epoll.Input);
        T[] records = new T[AsyncBatchSize];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = CopyBatch(records);
            if (count == 0)
            {
                await readiness.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            for (int i = 0; i < count; i++)
                yield return records[i];
        }
    }

    /// <summary>Unmaps the ring buffer. The map itself stays.</summary>
    public void Dispose() => _gate.Dispose();

    internal void EndRead() => _gate.Exit();

    internal void RequireLength(int length)
    {
        if (length < sizeof(T))
            throw new BpfObjectFormatException(Map.Name, $"A record has {length} bytes, but {typeof(T).Name} has {sizeof(T)}.");
    }

    private int CopyBatch(T[] records)
    {
        int count = 0;
        using RingBufferBatch<T> batch = ReadBatch();
        foreach (ref readonly T record in batch)
        {
            records[count++] = record;
            if (count == records.Length)
                break;
        }

        return count;
    }
}
