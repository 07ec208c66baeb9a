using System.Numerics;
using Bpf.Runtime.Events;

namespace Bpf.Runtime;

/// <summary>
/// Reads the records of any number of ring buffers (kernel 5.8) and perf event arrays (kernel 4.4) whose record types are known only at run time, as
/// tools for objects of others need it. Records of one ring buffer, or of one CPU of a perf event array, are in order. One reader at a time; a second
/// concurrent read throws. For records of a known type there are <see cref="RingBuffer{T}"/> and <see cref="PerfEventBuffer{T}"/>.
/// </summary>
/// <remarks>
/// The space of a record is given back when its handler returns. A record in a perf event array may end with up to 7 bytes of padding.
/// </remarks>
public sealed class RawRecordReader : IDisposable
{
    private const int EventsPerWait = 16;
    private readonly Epoll _epoll;
    private readonly List<RawRecordSource> _sources = [];
    private readonly ReadGate _gate;

    /// <summary>Opens the queues.</summary>
    /// <param name="maps">Created maps of the types RingBuffer and PerfEventArray, each once.</param>
    /// <param name="pagesPerCpu">Memory pages for the records of each CPU in a perf event array, a power of two.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pagesPerCpu"/> is not a power of two.</exception>
    /// <exception cref="BpfException">A map has another type, or the kernel refused; nothing is left open then.</exception>
    public RawRecordReader(IEnumerable<BpfMap> maps, int pagesPerCpu = 16)
    {
        ArgumentNullException.ThrowIfNull(maps);
        if (pagesPerCpu <= 0 || !BitOperations.IsPow2(pagesPerCpu))
        {
            throw new ArgumentOutOfRangeException(nameof(pagesPerCpu), pagesPerCpu, "The number of pages per CPU is a power of two.");
        }

        _gate = new ReadGate("The reader of raw records", Close);
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

    /// <summary>Whether maps of a type are queues of records that this reads.</summary>
    public static bool CanRead(MapType type) => type is MapType.RingBuffer or MapType.PerfEventArray;

    /// <summary>
    /// Records that found no room in a perf event array, over all CPUs, as far as reads have come upon the kernel's notes of them: it notes a loss
    /// before the first record that finds room again. Always 0 for a ring buffer, whose programs learn of it themselves.
    /// </summary>
    /// <param name="map">One of the maps.</param>
    public ulong LostRecords(BpfMap map)
        => _sources.Where(source => ReferenceEquals(source.Map, map)).Aggregate(0UL, (sum, source) => sum + source.Lost);

    /// <summary>Reads all records without waiting.</summary>
    /// <param name="handler">Called for each record.</param>
    /// <returns>Number of records.</returns>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed of.</exception>
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

    /// <summary>Waits until there is a record, or until the time is up, and reads all records.</summary>
    /// <param name="timeout">Longest time to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="handler">Called for each record.</param>
    /// <returns>Number of records; 0 when the time was up.</returns>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed of.</exception>
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

    /// <summary>Closes the queues; the maps stay. A read that is running completes first.</summary>
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
