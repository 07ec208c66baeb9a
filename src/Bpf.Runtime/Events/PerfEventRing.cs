using System.Runtime.CompilerServices;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Events;

/// <summary>
/// The record buffer of one CPU: a perf event that programs write to, and its memory. It is used by one thread at a time. Records begin at multiples
/// of 8 bytes, but the program's data begins 12 bytes into a record.
/// </summary>
internal sealed unsafe class PerfEventRing : IDisposable
{
    private const uint SoftwareType = 1; // PERF_TYPE_SOFTWARE, include/uapi/linux/perf_event.h
    private const ulong BpfOutput = 10; // PERF_COUNT_SW_BPF_OUTPUT
    private const ulong RawSample = 1 << 10; // PERF_SAMPLE_RAW
    private const uint LostRecord = 2; // PERF_RECORD_LOST
    private const uint SampleRecord = 9; // PERF_RECORD_SAMPLE
    private const int HeadOffset = 1024; // offsetof(struct perf_event_mmap_page, data_head)
    private const int TailOffset = 1032; // offsetof(struct perf_event_mmap_page, data_tail)
    private const int HeaderSize = 8; // sizeof(struct perf_event_header)
    private readonly MappedRegion _memory;
    private readonly byte* _data;
    private readonly ulong _mask;
    private ulong _position;
    private byte[] _wrapped = [];

    private PerfEventRing(int cpu, BpfHandle handle, MappedRegion memory, int pages)
    {
        Cpu = cpu;
        Handle = handle;
        _memory = memory;
        _data = memory.Pointer + Native.PageSize;
        _mask = ((ulong)pages * (ulong)Native.PageSize) - 1;
        _position = Volatile.Read(ref Tail);
    }

    public int Cpu { get; }

    public BpfHandle Handle { get; }

    /// <summary>Number of lost records the kernel has reported so far; it reports them with the first record that fits again.</summary>
    public ulong Lost { get; private set; }

    private ref ulong Head => ref Unsafe.AsRef<ulong>(_memory.Pointer + HeadOffset);

    private ref ulong Tail => ref Unsafe.AsRef<ulong>(_memory.Pointer + TailOffset);

    /// <summary>Opens the event for a CPU.</summary>
    /// <param name="map">The map, for messages.</param>
    /// <param name="cpu">The CPU.</param>
    /// <param name="pages">Pages of memory for records, a power of two.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static PerfEventRing Open(BpfMap map, int cpu, int pages)
    {
        PerfEventAttribute attribute = new()
        {
            Type = SoftwareType,
            Size = PerfEventAttribute.KnownSize,
            Config = BpfOutput,
            SampleType = RawSample,
            SamplePeriod = 1,
            WakeupEvents = 1,
        };
        Errno error = KernelCalls.PerfEventOpen(ref attribute, -1, cpu, out BpfHandle handle);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel($"open the perf event buffer of CPU {cpu} for map", map.Name, error, Advice(error));
        }

        try
        {
            return new PerfEventRing(cpu, handle, MappedRegion.OfMap(handle, map.Name, (nuint)((1 + pages) * Native.PageSize), writable: true, 0), pages);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Advances past the next record from a program without releasing its space; <see cref="Release"/> does that for all records so far.</summary>
    /// <param name="data">The program's data; valid until the next call.</param>
    /// <param name="length">Its length, which the kernel rounds up by less than 8 bytes.</param>
    /// <returns><see langword="false"/> when there is no record.</returns>
    public bool TryNext(out byte* data, out int length)
    {
        ulong head = Volatile.Read(ref Head);
        while (_position < head)
        {
            byte* record = At(_position);
            uint type = *(uint*)record;
            int size = *(ushort*)(record + 6);
            ulong start = _position;
            _position += (ulong)size;
            switch (type)
            {
                case SampleRecord:
                    length = (int)*(uint*)At(start + HeaderSize);
                    data = Contiguous(start + HeaderSize + sizeof(uint), length);
                    return true;
                case LostRecord:
                    Lost += *(ulong*)At(start + HeaderSize + sizeof(ulong));
                    break;
            }
        }

        data = null;
        length = 0;
        return false;
    }

    /// <summary>Releases the space of all records read so far to the programs.</summary>
    public void Release()
    {
        // Reads must complete before the kernel may overwrite the space.
        Interlocked.MemoryBarrier();
        Volatile.Write(ref Tail, _position);
    }

    public void Dispose()
    {
        _memory.Dispose();
        Handle.Dispose();
    }

    private static string? Advice(Errno error) => error switch
    {
        Errno.EACCES or Errno.EPERM =>
            "perf_event_open needs CAP_PERFMON in the initial user namespace and does not support BPF tokens; use a ring buffer (BpfRingBuffer, "
                + "kernel 5.8), which works with a token.",
        Errno.EMFILE => "Each CPU needs a descriptor; raise the limit of open files, or use a ring buffer.",
        _ => null,
    };

    private byte* At(ulong position) => _data + (position & _mask);

    /// <summary>Returns a record as contiguous bytes, copying it if it crosses the end of the memory.</summary>
    private byte* Contiguous(ulong position, int length)
    {
        int untilEnd = (int)(_mask + 1 - (position & _mask));
        if (length <= untilEnd)
        {
            return At(position);
        }

        if (_wrapped.Length < length)
        {
            _wrapped = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }

        byte* joined = (byte*)Unsafe.AsPointer(ref _wrapped[0]);
        new ReadOnlySpan<byte>(At(position), untilEnd).CopyTo(new Span<byte>(joined, untilEnd));
        new ReadOnlySpan<byte>(_data, length - untilEnd).CopyTo(new Span<byte>(joined + untilEnd, length - untilEnd));
        return joined;
    }
}
