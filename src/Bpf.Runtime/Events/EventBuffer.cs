using System.Runtime.CompilerServices;
using Bpf.Runtime.Events;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Base class of buffers with records from programs: handles waiting and enforces a single reader. <see cref="RingBuffer{T}"/> and
/// <see cref="PerfEventBuffer{T}"/> derive from it.
/// </summary>
/// <typeparam name="T">Record type; records may be longer, but not shorter.</typeparam>
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

    /// <summary>Returns all records as they arrive, copied out of the buffer. Ends only by cancellation or when the buffer is disposed.</summary>
    /// <param name="cancellationToken">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ObjectDisposedException">The buffer is disposed, possibly during the wait.</exception>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
    public IAsyncEnumerable<T> ReadAllAsync(CancellationToken cancellationToken = default) => ReadAsync<T>(CopyTo, endsQuietly: false, cancellationToken);

    /// <summary>
    /// Like <see cref="ReadAllAsync"/>, but cancellation ends the enumeration like the end of a sequence, without an exception. The records that are in the
    /// buffer by then are still returned.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="ObjectDisposedException">The buffer is disposed, possibly during the wait.</exception>
    /// <exception cref="InvalidOperationException">Another read is in progress.</exception>
    /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
    public IAsyncEnumerable<T> ReadUntilCanceledAsync(CancellationToken cancellationToken)
        => ReadAsync<T>(CopyTo, endsQuietly: true, cancellationToken);

    /// <summary>Releases the buffer; the map itself stays. If a read is in progress, the buffer is released when it completes.</summary>
    public void Dispose()
    {
        _gate.Dispose();
        _waiting?.End();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns records as they arrive.</summary>
    /// <param name="copy">Copies as many ready records as there is space for, releases them, and returns their number.</param>
    /// <param name="endsQuietly">Whether cancellation ends the enumeration without an exception.</param>
    /// <param name="cancellationToken">The token.</param>
    private protected async IAsyncEnumerable<TRecord> ReadAsync<TRecord>(
        Func<TRecord[], int> copy, bool endsQuietly, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _gate.RequireOpen();
        using ReadinessSource readiness = ReadinessWatcher.Shared.Add(Readiness, Epoll.Input);
        _waiting = readiness;
        TRecord[] records = new TRecord[AsyncBatchSize];
        while (true)
        {
            // Canceled before the copy: what is in the buffer then is complete.
            bool isCanceled = cancellationToken.IsCancellationRequested;
            if (isCanceled && !endsQuietly)
            {
                throw new OperationCanceledException(cancellationToken);
            }

            int count = copy(records);
            for (int i = 0; i < count; i++)
            {
                yield return records[i];
            }

            if (count > 0)
            {
                continue;
            }

            if (isCanceled)
            {
                yield break;
            }

            await readiness.WaitAsync(cancellationToken, endsQuietly).ConfigureAwait(false);
        }
    }

    // Fills the space available.
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
    /// <returns>False on a timeout or a signal.</returns>
    /// <exception cref="BpfException">The kernel refused to wait.</exception>
    private protected bool Wait(TimeSpan timeout)
    {
        PollDescriptor readiness = new() { Descriptor = Readiness.Descriptor, Events = PollDescriptor.Input };
        int count = LibC.Poll(ref readiness, 1, (int)Math.Clamp(timeout.TotalMilliseconds, -1, int.MaxValue));
        return count >= 0 || Native.LastError is Errno.EINTR ? count > 0 : throw new BpfException("wait for records of", Map.Name, Native.LastError);
    }

    // Copies as many ready records as there is space for, and releases them.
    private protected abstract int CopyTo(T[] records);

    private protected abstract void Close();
}
