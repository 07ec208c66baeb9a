using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// Streams.
public partial class BpfProgram
{
    private const int StreamBlock = 4096;
    private const int MostTextAtOnce = 1 << 20; // A program may write faster than it is read.
    private static readonly TimeSpan s_shortestInterval = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Reads what the program has written to a stream since the last read (kernel 6.17), without waiting. Text that has been read is gone, so a stream should
    /// have one reader. Bytes that are not UTF-8 become U+FFFD.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <returns>The text; empty when the program has not written anything.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel is older than 6.17.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public string ReadOutput(ProgramStream stream = ProgramStream.Output) => ReadOutput(stream, Encoding.UTF8.GetDecoder(), flush: true);

    /// <summary>
    /// Reads what the program writes to a stream (kernel 6.17), in pieces as they come. The kernel does not announce new text, so the method looks for it
    /// repeatedly.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="interval">How long to wait, at least 1 ms, when there is nothing to read; 100 ms when null.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The text; no piece is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is too short.</exception>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel is older than 6.17.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public IAsyncEnumerable<string> ReadOutputAsync(
        ProgramStream stream = ProgramStream.Output, TimeSpan? interval = null, CancellationToken cancellation = default)
    {
        TimeSpan pause = interval ?? TimeSpan.FromMilliseconds(100);
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, s_shortestInterval, nameof(interval));
        return Enumerate(stream, pause, cancellation);
    }

    private async IAsyncEnumerable<string> Enumerate(ProgramStream stream, TimeSpan pause, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ReadOutput(stream, decoder, flush: false) is { Length: > 0 } text)
            {
                yield return text;
            }
            else
            {
                await Task.Delay(pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private string ReadOutput(ProgramStream stream, Decoder decoder, bool flush)
    {
        StringBuilder text = new();
        byte[] bytes = ArrayPool<byte>.Shared.Rent(StreamBlock);
        char[] characters = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(bytes.Length));
        try
        {
            foreach (BpfHandle handle in Handles)
            {
                int count;
                while (text.Length < MostTextAtOnce && (count = ReadStream(handle, stream, bytes)) > 0)
                {
                    text.Append(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0, flush: false));
                }
            }

            return text.Append(characters, 0, decoder.GetChars(bytes, 0, 0, characters, 0, flush)).ToString();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private unsafe int ReadStream(BpfHandle handle, ProgramStream stream, byte[] bytes)
    {
        fixed (byte* buffer = bytes)
        {
            ProgramStreamReadAttribute attribute = new()
            {
                StreamBuffer = (ulong)buffer,
                StreamBufferLength = (uint)bytes.Length,
                StreamId = (uint)stream,
                ProgramFd = (uint)handle.Descriptor,
            };
            int count = BpfCall.Invoke(BpfCommand.ProgramStreamReadByFd, ref attribute, ProgramStreamReadAttribute.KnownSize, out Errno error);
            return error switch
            {
                Errno.None => count,
                Errno.EINVAL when stream is ProgramStream.Output or ProgramStream.Error
                    => throw new BpfUnsupportedException("read the output of program", Name, "Streams of programs came with Linux 6.17."),
                _ => throw BpfException.FromKernel("read the output of program", Name, error, $"The stream is {stream}."),
            };
        }
    }
}
