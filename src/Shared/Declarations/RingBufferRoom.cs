namespace Bpf.Shared;

/// <summary>Checks whether a record fits in a ring buffer.</summary>
internal static class RingBufferRoom
{
    private const int SmallestPage = 4096;
    private const int HeaderSize = 8; // BPF_RINGBUF_HDR_SZ, include/uapi/linux/bpf.h

    /// <summary>Returns why a record can never be reserved; null when it can (<c>__bpf_ringbuf_reserve</c>, kernel/bpf/ringbuf.c).</summary>
    /// <param name="recordSize">Size of a record in bytes.</param>
    /// <param name="byteSize">Declared size of the ring buffer in bytes.</param>
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
