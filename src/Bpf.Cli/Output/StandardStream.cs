using System.Runtime.InteropServices;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>
/// Standard output or standard error. The console's own stream silently ignores that the reader of a pipe is gone, so that <c>bpf attach … | head</c>
/// would never end.
/// </summary>
internal sealed unsafe partial class StandardStream : Stream
{
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const short PollError = 8; // POLLERR
    private readonly int _descriptor;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    /// <summary>Throws if the output has no reader anymore, for commands that may not write for a long time.</summary>
    /// <exception cref="OutputException">Standard output has no reader anymore.</exception>
    public static void RequireReader()
    {
        PollRequest request = new() { Descriptor = OutputDescriptor };
        if (Poll(&request, 1, 0) > 0 && (request.Result & PollError) != 0)
        {
            throw new OutputException(Errno.EPIPE);
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Creates a writer for standard output, which throws <see cref="OutputException"/> on failure.</summary>
    public static TextWriter Output() => Writer(OutputDescriptor);

    /// <summary>Creates a writer for standard error. Failures are ignored: there is nowhere left to report them.</summary>
    public static TextWriter Error() => Writer(ErrorDescriptor);

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (int written = 0; written < buffer.Length;)
            {
                nint count = Write(_descriptor, bytes + written, (nuint)(buffer.Length - written));
                Errno error = count < 0 ? (Errno)Marshal.GetLastPInvokeError() : Errno.None;
                if (count >= 0)
                {
                    written += (int)count;
                }
                else if (error == Errno.EAGAIN)
                {
                    Thread.Sleep(1); // somebody else made the terminal or pipe non-blocking
                }
                else if (error != Errno.EINTR)
                {
                    if (_descriptor == ErrorDescriptor)
                    {
                        return;
                    }

                    throw new OutputException(error);
                }
            }
        }
    }

    private static StreamWriter Writer(int descriptor) => new(new StandardStream(descriptor)) { AutoFlush = true };

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollRequest* requests, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, void* buffer, nuint count);

    // struct pollfd, include/uapi/asm-generic/poll.h
    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Result;
    }
}
