namespace Bpf.Shared;

/// <summary>What fits into a ring buffer.</summary>
internal static class RingBufferRoom
{
    private const int SmallestPage = 4096;
    private const int HeaderSize = 8; // BPF_RINGBUF_HDR_SZ, include/uapi/linux/bpf.h

    /// <summary>Why no record can ever be reserved; null when one can (<c>__bpf_ringbuf_reserve</c>, kernel/bpf/ringbuf.c).</summary>
    /// <param name="recordSize">Bytes of a record.</param>
    /// <param name="byteSize">Bytes that the declaration asks for.</param>
    public static string? FaultOf(long recordSize, long byteSize)
    {
        long room = SmallestPage;
        while (room < byteSize)
        {
            room *= 2;
        }

        long needed = (recordSize + HeaderSize + 7) / 8 * 8;
        return needed < room ? null : $"a record of {recordSize} bytes can never be reserved in a ring buffer of {room}; with its header it must be smaller";
    }
}
