using System.Numerics;
using Bpf.Runtime.Events;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Reads records from a perf event array map (kernel 4.4): one buffer per CPU that is online at construction. Records from one CPU are in order;
/// those from different CPUs are not. There can be one reader at a time; a second concurrent read throws. It requires CAP_PERFMON in the initial user
/// namespace, so it does not work with a BPF token; <see cref="RingBuffer{T}"/> does, preserves order and needs less memory.
/// </summary>
/// <typeparam name="T">Record type; records may be longer, but not shorter.</typeparam>
public sealed class PerfEventBuffer<T> : EventBuffer<T>
    where T : unmanaged
{
    private readonly PerfEventRing[] _rings;
    private readonly Epoll _epoll;

    /// <summary>Opens the buffers of all CPUs and stores them in the map.</summary>
    /// <param name="map">A created map of type PerfEventArray.</param>
    /// <param name="pagesPerCpu">Memory pages for records per CPU; must be a power of two.</param>
    /// <exception cref="BpfException">The map has another type, declares records of another size, or the kernel refused; nothing is left open.</exception>
    public PerfEventBuffer(BpfMap map, int pagesPerCpu = 16)
        : base(MapValue.RequireRecord<T>(map, nameof(PerfEventBuffer<>)), "Perf event buffer")
    {
        if (pagesPerCpu <= 0 || !BitOperations.IsPow2(pagesPerCpu))
        {
            throw new BpfException("open perf event buffer", map.Name, Errno.EINVAL, $"{pagesPerCpu} pages per CPU is not a power of two.");
        }

        _epoll = new Epoll();
        List<PerfEventRing> rings = [];
        try
        {
            foreach (int cpu in OnlineCpus.Read())
            {
                if (cpu >= map.MaxEntries)
                {
                    break;
                }

                PerfEventRing ring = PerfEventRing.Open(map, cpu, pagesPerCpu);
                rings.Add(ring);
                map.Update(MapValue.Bytes(in cpu), MapValue.Bytes(ring.Handle.Descriptor));
                _epoll.AddWatch(ring.Handle, Epoll.Input, (ulong)cpu);
            }
        }
        catch
        {
            Close(map, rings, _epoll);
            throw;
        }

        _rings = [.. rings];
    }

    /// <summary>
    /// Number of records lost for lack of space, over all CPUs, as far as reads have encountered the kernel's notices: it reports a loss before the
    /// first record that fits again.
    /// </summary>
    public ulong LostRecords
    {
        get
        {
            ulong sum = 0;
            foreach (PerfEventRing ring in _rings)
            {
                sum += ring.Lost;
            }

            return sum;
        }
    }

    /// <summary>Reads all available records without waiting.</summary>
    /// <param name="handler">Called for each record, in place.</param>
    /// <returns>Number of records.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
    public int Consume(PerfEventRecordHandler<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        int count = 0;
        using PerfEventBatch<T> batch = ReadBatch();
        PerfEventBatch<T>.Enumerator records = batch.GetEnumerator();
        while (records.MoveNext())
        {
            handler(records.Cpu, in records.Current);
            count++;
        }

        return count;
    }

    /// <summary>Waits until there is a record or the timeout expires, and reads all records.</summary>
    /// <param name="timeout">Maximum time to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="handler">Called for each record, in place.</param>
    /// <returns>Number of records; 0 on a timeout.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public int Poll(TimeSpan timeout, PerfEventRecordHandler<T> handler)
    {
        int count = Consume(handler);
        return count == 0 && Wait(timeout) ? Consume(handler) : count;
    }

    /// <summary>
    /// Returns the available records in place: <c>using var batch = buffer.ReadBatch(); foreach (ref readonly var record in batch)</c>. Their space
    /// is released all at once when the batch is disposed.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    public PerfEventBatch<T> ReadBatch()
    {
        BeginRead();
        return new PerfEventBatch<T>(this, _rings);
    }

    private protected override BpfHandle Readiness => _epoll.Handle;

    private protected override void Close() => Close(Map, _rings, _epoll);

    private protected override int CopyTo(T[] records)
    {
        using PerfEventBatch<T> batch = ReadBatch();
        return Copy(batch.GetEnumerator(), records);
    }

    private static void Close(BpfMap map, IEnumerable<PerfEventRing> rings, Epoll epoll)
    {
        epoll.Dispose();
        foreach (PerfEventRing ring in rings)
        {
            // The map also drops an event when the descriptor that stored it is closed; this merely saves programs the attempts until then.
            if (map.IsCreated)
            {
                _ = map.Element(BpfCommand.MapDeleteElement, MapValue.Bytes(ring.Cpu), default, 0, hasValue: false);
            }

            ring.Dispose();
        }
    }
}
