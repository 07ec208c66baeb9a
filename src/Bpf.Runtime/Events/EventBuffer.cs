using System.Runtime.CompilerServices;
using Bpf.Runtime.Events;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// What buffers of records from programs have in common: one reader at a time, and waiting. <see cref="RingBuffer{T}"/> and
/// <see cref="PerfEventBuffer{T}"/> are the kinds.
/// </summary>
/// <typeparam name="T">Record type; records may be longer, not shorter.</typeparam>
public abstract unsafe class EventBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int AsyncBatchSize = 128;
    private readonly ReadGate _gate;
    private volatile ReadinessSource? _waiting;

    private protected EventBuffer(BpfMap map, string kind)
    {
        Map = map;
        _gate = new ReadGate($"{kind} '{map.Name}'", Close);
    }

    /// <summary>The map.</summary>
    public BpfMap Map { get; }

    // Becomes readable when there is a record.
    private protected abstract BpfHandle Readiness { get; }

    /// <summary>All records as they come, copied out of the buffer. Ends only by cancellation, or when the buffer is disposed of.</summary>
    /// <param name="cancellationToken">Ends the enumeration by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The buffer is disposed of, now or while this waits.</exception>
    /// <exception cref="InvalidOperationException">Another read is running.</exception>
    /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
    public async IAsyncEnumerable<T> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _gate.RequireOpen();
        using ReadinessSource readiness = ReadinessWatcher.Shared.Add(Readiness, Epoll.Input);
        _waiting = readiness;
        T[] records = new T[AsyncBatchSize];
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = CopyTo(records);
            if (count == 0)
            {
                await readiness.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            for (int i = 0; i < count; i++)
            {
                yield return records[i];
            }
        }
    }

    /// <summary>Takes the buffer away. The map itself stays. A read that runs is not disturbed: the buffer goes at its end.</summary>
    public void Dispose()
    {
        _gate.Dispose();
        _waiting?.End();
        GC.SuppressFinalize(this);
    }

    // As many records as there is room for.
    private protected static int Copy<TRecords>(TRecords records, Span<T> target)
        where TRecords : IRecordEnumerator<T>, allows ref struct
    {
        int count = 0;
        while (count < target.Length && records.MoveNext())
        {
            target[count++] = records.Current;
        }

        return count;
    }

    internal void EndRead() => _gate.Exit();

    internal void RequireLength(int length)
    {
        if (length < sizeof(T))
        {
            throw new BpfObjectFormatException(Map.Name, $"A record has {length} bytes, but {typeof(T).Name} has {sizeof(T)}.");
        }
    }

    private protected void RequireOpen() => _gate.RequireOpen();

    private protected void BeginRead() => _gate.Enter();

    /// <summary>Waits until there may be a record.</summary>
    /// <returns>False when the time was up, or a signal came.</returns>
    /// <exception cref="BpfException">The kernel cannot wait for it.</exception>
    private protected bool Wait(TimeSpan timeout)
    {
        PollDescriptor readiness = new() { Descriptor = Readiness.Descriptor, Events = PollDescriptor.Input };
        int count = LibC.Poll(ref readiness, 1, (int)Math.Clamp(timeout.TotalMilliseconds, -1, int.MaxValue));
        return count >= 0 || Native.LastError is Errno.EINTR ? count > 0 : throw new BpfException("wait for records of", Map.Name, Native.LastError);
    }

    // Copies records that are ready, as many as there is room for, and gives their space back.
    private protected abstract int CopyTo(Span<T> records);

    private protected abstract void Close();
}
