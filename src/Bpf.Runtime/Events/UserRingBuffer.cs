using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Runtime.Events;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>
/// Writes records to a user ring buffer map (kernel 6.1), which BPF programs drain. Any number of threads may write; programs see the records in
/// reservation order.
/// </summary>
public sealed class UserRingBuffer : IDisposable
{
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(1);
    private readonly UserRingBufferWriter _writer;

    /// <summary>Maps the ring buffer into this process.</summary>
    /// <param name="map">A created map of type UserRingBuffer.</param>
    /// <exception cref="BpfException">The map has another type, or cannot be mapped.</exception>
    public UserRingBuffer(BpfMap map)
    {
        _writer = new UserRingBufferWriter(MapValue.RequireHandle(map, nameof(UserRingBuffer)));
    }

    /// <summary>The map.</summary>
    public BpfMap Map => _writer.Map;

    /// <summary>Maximum length of a record in bytes: the capacity of the map minus the 8-byte header.</summary>
    public int LongestRecord => (int)Math.Min(Map.MaxEntries, 1U << 30) - RingMapping.HeaderSize;

    /// <summary>Number of bytes currently free; each record takes 8 more than its length, rounded up to a multiple of 8.</summary>
    public ulong FreeBytes => _writer.FreeBytes;

    /// <summary>Reserves space for a record, without waiting.</summary>
    /// <param name="length">Length in bytes, from 0 to <see cref="LongestRecord"/>.</param>
    /// <param name="record">Space for the record; empty when there is none.</param>
    /// <returns>False when there is currently not enough space.</returns>
    /// <exception cref="BpfException">The record is longer than the whole buffer (E2BIG).</exception>
    public unsafe bool TryReserve(int length, out UserRingBufferRecord record)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > LongestRecord)
        {
            throw new BpfException(
                "write to user ring buffer", Map.Name, Errno.E2BIG,
                $"The record has {length} bytes, but the buffer of {Map.MaxEntries} bytes holds records of at most {LongestRecord} bytes. "
                    + "Enlarge MaxEntries before Load.");
        }

        byte* memory = _writer.TryReserve(length);
        record = new UserRingBufferRecord(_writer, memory, memory is null ? 0 : length);
        return memory is not null;
    }

    /// <summary>Reserves space for a record; while the buffer is full, waits for programs to drain it.</summary>
    /// <param name="length">Length in bytes, from 0 to <see cref="LongestRecord"/>.</param>
    /// <param name="timeout">Maximum time to wait; <see cref="Timeout.InfiniteTimeSpan"/> for no limit, zero not to wait.</param>
    /// <returns>Space for the record.</returns>
    /// <exception cref="BpfException">The buffer stayed full (ENOSPC), or the record is longer than the whole buffer (E2BIG).</exception>
    public UserRingBufferRecord Reserve(int length, TimeSpan timeout)
    {
        if (TryReserve(length, out UserRingBufferRecord record))
        {
            return record;
        }

        // The kernel reports the buffer as writable as long as a single byte is free; only the edges signal a drain.
        using Epoll epoll = new();
        epoll.AddWatch(Map.Handle, Epoll.Output | Epoll.EdgeTriggered, 0);
        Span<byte> readiness = stackalloc byte[EpollEvent.Stride];
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            TimeSpan left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - Stopwatch.GetElapsedTime(start);
            bool isLast = left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan;
            if (!isLast)
            {
                epoll.Wait(readiness, (int)Math.Clamp(Math.Ceiling(left.TotalMilliseconds), -1, int.MaxValue));
            }

            if (TryReserve(length, out record))
            {
                return record;
            }

            if (isLast)
            {
                throw new BpfException(
                    "write to user ring buffer", Map.Name, Errno.ENOSPC,
                    $"{FreeBytes} of {Map.MaxEntries} bytes are free, but the record needs {length + RingMapping.HeaderSize}; "
                        + "no program drained the buffer in time.");
            }
        }
    }

    /// <summary>Writes a record, without waiting.</summary>
    /// <typeparam name="T">Record type.</typeparam>
    /// <param name="record">The record.</param>
    /// <returns>False when the buffer is full.</returns>
    /// <exception cref="BpfException">The record is longer than the whole buffer (E2BIG).</exception>
    public bool TryWrite<T>(in T record)
        where T : unmanaged
    {
        if (!TryReserve(Unsafe.SizeOf<T>(), out UserRingBufferRecord room))
        {
            return false;
        }

        MemoryMarshal.Write(room.Bytes, in record);
        room.Submit();
        return true;
    }

    /// <summary>Writes a record; while the buffer is full, waits for programs to drain it.</summary>
    /// <typeparam name="T">Record type.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="BpfException">The record is longer than the whole buffer (E2BIG).</exception>
    public async ValueTask WriteAsync<T>(T record, CancellationToken cancellationToken = default)
        where T : unmanaged
    {
        if (TryWrite(in record))
        {
            return;
        }

        using ReadinessSource readiness = ReadinessWatcher.Shared.Add(Map.Handle, Epoll.Output);
        while (!TryWrite(in record))
        {
            await readiness.WaitAsync(cancellationToken).ConfigureAwait(false);

            // Ready means that some space is free, not that it is enough.
            await Task.Delay(s_retryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Unmaps the ring buffer once the last open record is completed. The map itself stays.</summary>
    public void Dispose() => _writer.Dispose();
}
