using System.Runtime.CompilerServices;
using Bpf;

namespace Samples;

/// <summary>The BPF side: what a program hands to OpenSSL before encryption, and gets from it after decryption.</summary>
[BpfObject(License = "GPL")]
public static class TlsSniff
{
    /// <summary>Bytes of text in one record.</summary>
    public const int ChunkSize = 4096;

    /// <summary>Records for one call; what is longer is cut.</summary>
    public const int ChunkLimit = 8;

    /// <summary>Which way the text goes.</summary>
    public enum Direction
    {
        Sent,
        Received,
    }

    /// <summary>Text of a record.</summary>
    [InlineArray(ChunkSize)]
    public struct Text
    {
        private byte _first;
    }

    /// <summary>Text of one call, or a part of it.</summary>
    public struct Chunk
    {
        public ulong Nanoseconds;
        public int ThreadId;
        public Direction Direction;

        /// <summary>Bytes of the whole call.</summary>
        public ulong CallLength;

        /// <summary>Where in the call this part begins.</summary>
        public uint Offset;

        /// <summary>Bytes of this part.</summary>
        public uint Length;
        public Text Text;
    }

    /// <summary>A call that has not returned.</summary>
    public struct Call
    {
        public ulong Buffer;

        /// <summary>Where the _ex functions put the number of bytes; 0 for the functions that return it.</summary>
        public ulong LengthPointer;
    }

    [BpfMap(MaxEntries = 8192)]
    static readonly BpfHashMap<int, Call> Reads = new();

    [BpfMap(ByteSize = 4 * 1024 * 1024)]
    static readonly BpfRingBuffer<Chunk> Chunks = new();

    static ulong s_sentBytes;
    static ulong s_receivedBytes;
    static ulong s_lostChunks;

    /// <summary>int SSL_write(SSL *ssl, const void *buf, int num)</summary>
    [Uprobe("libssl.so.3:SSL_write")]
    public static int OnWrite(UprobeContext context, nuint ssl, nuint buffer, int length)
    {
        if (length > 0)
        {
            Report(Direction.Sent, buffer, (uint)length);
        }

        return 0;
    }

    /// <summary>int SSL_write_ex(SSL *ssl, const void *buf, size_t num, size_t *written)</summary>
    [Uprobe("libssl.so.3:SSL_write_ex")]
    public static int OnWriteEx(UprobeContext context, nuint ssl, nuint buffer, nuint length)
    {
        Report(Direction.Sent, buffer, length);
        return 0;
    }

    /// <summary>int SSL_read(SSL *ssl, void *buf, int num): the text is there when it returns.</summary>
    [Uprobe("libssl.so.3:SSL_read")]
    public static int OnRead(UprobeContext context, nuint ssl, nuint buffer)
    {
        Reads.Update(BpfHelpers.CurrentThreadId, new Call { Buffer = buffer });
        return 0;
    }

    [Uretprobe("libssl.so.3:SSL_read")]
    public static int OnReadReturn(UretprobeContext context, int result)
    {
        if (TakeCall(out Call call) && result > 0)
        {
            Report(Direction.Received, call.Buffer, (uint)result);
        }

        return 0;
    }

    /// <summary>int SSL_read_ex(SSL *ssl, void *buf, size_t num, size_t *readbytes)</summary>
    [Uprobe("libssl.so.3:SSL_read_ex")]
    public static int OnReadEx(UprobeContext context, nuint ssl, nuint buffer, nuint size, nuint length)
    {
        Reads.Update(BpfHelpers.CurrentThreadId, new Call { Buffer = buffer, LengthPointer = length });
        return 0;
    }

    [Uretprobe("libssl.so.3:SSL_read_ex")]
    public static int OnReadExReturn(UretprobeContext context, int result)
    {
        if (TakeCall(out Call call) && result == 1 && BpfHelpers.TryReadUser(call.LengthPointer, out ulong length))
        {
            Report(Direction.Received, call.Buffer, length);
        }

        return 0;
    }

    private static bool TakeCall(out Call call)
    {
        int thread = BpfHelpers.CurrentThreadId;
        if (!Reads.TryGetValue(thread, out call))
        {
            return false;
        }

        Reads.Delete(thread);
        return true;
    }

    private static void Report(Direction direction, ulong buffer, ulong length)
    {
        if (direction == Direction.Sent)
        {
            Interlocked.Add(ref s_sentBytes, length);
        }
        else
        {
            Interlocked.Add(ref s_receivedBytes, length);
        }

        ulong now = BpfHelpers.MonotonicNanoseconds;
        for (uint i = 0; i < ChunkLimit; i++)
        {
            ulong offset = i * (ulong)ChunkSize;
            if (offset >= length)
            {
                break;
            }

            if (!Chunks.TryReserve(out BpfRef<Chunk> chunk))
            {
                Interlocked.Increment(ref s_lostChunks);
                break;
            }

            uint part = length - offset > ChunkSize ? ChunkSize : (uint)(length - offset);
            chunk.Value.Nanoseconds = now;
            chunk.Value.ThreadId = BpfHelpers.CurrentThreadId;
            chunk.Value.Direction = direction;
            chunk.Value.CallLength = length;
            chunk.Value.Offset = (uint)offset;
            chunk.Value.Length = part;
            Span<byte> text = chunk.Value.Text;
            if (!BpfHelpers.TryReadUser(buffer + offset, text[..(int)part]))
            {
                chunk.Value.Length = 0;
            }

            Chunks.Submit(chunk);
        }
    }
}
