using System.Runtime.CompilerServices;

namespace Bpf.Runtime.Events;

/// <summary>The producer side of a user ring buffer.</summary>
internal sealed unsafe class UserRingBufferWriter : IDisposable
{
    private readonly RingMapping _ring;
    private readonly Lock _reserving = new();
    private int _users = 1; // the writer itself and every uncompleted record: the memory stays mapped until all are done
    private bool _disposed;

    /// <param name="map">A created map of type UserRingBuffer.</param>
    /// <exception cref="BpfException">The map cannot be mapped.</exception>
    public UserRingBufferWriter(BpfMap map) => _ring = new RingMapping(map, produces: true);

    public BpfMap Map => _ring.Map;

    /// <summary>Number of free bytes, including the headers of future records.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is disposed.</exception>
    public ulong FreeBytes
    {
        get
        {
            lock (_reserving)
            {
                RequireOpen();
                return Free;
            }
        }
    }

    private ulong Free => Map.MaxEntries - (Volatile.Read(ref _ring.ProducerPosition) - Volatile.Read(ref _ring.ConsumerPosition));

    /// <summary>Reserves space for a record, which programs see as busy until <see cref="Commit"/>.</summary>
    /// <returns>Null when there is currently not enough space.</returns>
    public byte* TryReserve(int length)
    {
        ulong total = RingMapping.Footprint(length);
        lock (_reserving)
        {
            RequireOpen();
            if (Free < total)
            {
                return null;
            }

            ulong produced = _ring.ProducerPosition;
            byte* header = _ring.At(produced);
            *(ulong*)header = (uint)length | RingMapping.BusyBit;
            Volatile.Write(ref _ring.ProducerPosition, produced + total);
            Interlocked.Increment(ref _users);
            return header + RingMapping.HeaderSize;
        }
    }

    /// <summary>Submits a reserved record to the programs, or makes them skip it.</summary>
    public void Commit(byte* record, int length, bool discard)
    {
        Interlocked.Exchange(ref Unsafe.AsRef<uint>(record - RingMapping.HeaderSize), (uint)length | (discard ? RingMapping.DiscardBit : 0));
        Release();
    }

    /// <summary>Ends writing; the memory is unmapped after the last open record is completed.</summary>
    public void Dispose()
    {
        lock (_reserving)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _ring.Dispose();
        }
    }

    private void RequireOpen()
    {
        if (_disposed)
        {
            throw new ObjectDisposedException($"User ring buffer '{Map.Name}'",
                "The buffer was disposed, directly or with its skeleton. Stop writing first.");
        }
    }
}
