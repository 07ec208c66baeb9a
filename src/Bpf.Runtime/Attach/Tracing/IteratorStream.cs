using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.Tracing;

/// <summary>
/// The output of an iterator program, which can be read once. The kernel interrupts a long iteration that produces no output (EAGAIN); the stream
/// resumes it.
/// </summary>
internal sealed unsafe class IteratorStream(BpfHandle handle, string program) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of an iterator is not known in advance.");

    public override long Position
    {
        get => throw new NotSupportedException("An iterator does not support seeking.");
        set => throw new NotSupportedException("An iterator does not support seeking.");
    }

    /// <exception cref="BpfException">The program or the kernel stopped the iteration.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = LibC.Read(handle.Descriptor, pointer, (nuint)buffer.Length);
                if (count >= 0)
                {
                    return (int)count;
                }

                Errno error = Native.LastError;
                if (error is not (Errno.EAGAIN or Errno.EINTR))
                {
                    throw BpfException.FromKernel("read iterator", program, error);
                }
            }
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An iterator does not support seeking.");

    public override void SetLength(long value) => throw new NotSupportedException("An iterator is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("An iterator is read-only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            handle.Dispose();
        }

        base.Dispose(disposing);
    }
}
