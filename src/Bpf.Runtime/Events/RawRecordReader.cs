using System.Numerics;
using Bpf.Runtime.Events;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// Reads records from any number of ring buffers (kernel 5.8) and perf event arrays (kernel 4.4) as raw bytes, for tools that learn the record type only
/// at run time. Records of one ring buffer, or of one CPU of a perf event array, arrive in order. Only one read may run at a time; a concurrent second one
/// throws. If the record type is known, use <see cref="RingBuffer{T}"/> or <see cref="PerfEventBuffer{T}"/>.
/// </summary>
/// <remarks>
/// The space of a record is given back when its handler returns. A record may end with <see cref="MaximumPadding"/> bytes of padding.
/// </remarks>
public sealed class RawRecordReader : IDisposable
{
    private const int EventsPerWait = 16;
    private readonly Epoll _epoll;
    private readonly List<RawRecordSource> _sources = [];
    private readonly ReadGate _gate;

    /// <summary>Opens the maps for reading.</summary>
    /// <param name="maps">Maps of type RingBuffer or PerfEventArray that exist in the kernel, without duplicates.</param>
    /// <param name="pagesPerCpu">Buffer size per CPU of a perf event array, in memory pages; a power of two.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pagesPerCpu"/> is not a power of two.</exception>
    /// <exception cref="BpfException">A map has another type, or the kernel refused. Nothing is left open.</exception>
    public RawRecordReader(IEnumerable<BpfMap> maps, int pagesPerCpu = 16)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (pagesPerCpu <= 0 || !BitOperations.IsPow2(pagesPerCpu))
        {
            throw new ArgumentOutOfRangeException(nameof(pagesPerCpu), pagesPerCpu, "The number of pages per CPU must be a power of two.");
        }

        _gate = new ReadGate("The raw record reader", Close);
        _epoll = new Epoll();
        try
        {
            foreach (BpfMap map in maps)
            {
                RawRecordSource.Open(map, pagesPerCpu, _sources);
            }

            for (int i = 0; i < _sources.Count; i++)
            {
                _epoll.AddWatch(_sources[i].Readiness, Epoll.Input, (ulong)i);
            }
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Returns whether this class can read maps of a type.</summary>
    public static bool CanRead(MapType type) => MapKinds.Find(type) is { Queue: RecordQueue.Shared or RecordQueue.PerfEvents };

    /// <summary>
    /// Largest number of bytes of padding at the end of a record: 7 for perf event arrays, whose records the kernel rounds up, 0 for other maps.
    /// </summary>
    public static int MaximumPadding(MapType type) => MapKinds.Find(type) is { Queue: RecordQueue.PerfEvents } ? sizeof(ulong) - 1 : 0;

    /// <summary>
    /// Number of records that a perf event array lost on all CPUs because its buffer was full, as far as it is known: the kernel reports a loss just
    /// before the next record that fits. Always 0 for a ring buffer, where a program sees the failure itself.
    /// </summary>
    /// <param name="map">One of the maps.</param>
    public ulong LostRecords(BpfMap map)
        => _sources.Where(source => ReferenceEquals(source.Map, map)).Aggregate(0UL, (sum, source) => sum + source.Lost);

    /// <summary>Reads all available records without waiting.</summary>
    /// <param name="handler">Called for each record.</param>
    /// <returns>Number of records.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public int Consume(RawRecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _gate.Enter();
        try
        {
            return ReadAll(handler);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Waits for a record, up to a timeout, and reads all available records.</summary>
    /// <param name="timeout">The timeout; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="handler">Called for each record.</param>
    /// <returns>Number of records; 0 after a timeout.</returns>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public int Poll(TimeSpan timeout, RawRecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _gate.Enter();
        try
        {
            int count = ReadAll(handler);
            if (count == 0)
            {
                Span<byte> events = stackalloc byte[EpollEvent.Stride * EventsPerWait];
                count = _epoll.Wait(events, (int)Math.Clamp(timeout.TotalMilliseconds, -1, int.MaxValue)) > 0 ? ReadAll(handler) : 0;
            }

            return count;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Closes the reader but not the maps. A read in progress completes first.</summary>
    public void Dispose() => _gate.Dispose();

    private int ReadAll(RawRecordHandler handler)
    {
        int count = 0;
        foreach (RawRecordSource source in _sources)
        {
            count += source.Read(handler);
        }

        return count;
    }

    private void Close()
    {
        _epoll.Dispose();
        foreach (RawRecordSource source in _sources)
        {
            source.Dispose();
        }
    }
}
