using System.Buffers;
using Bpf.Runtime;

namespace Bpf.Symbols.Kernel;

/// <summary>Reads <c>/proc/kallsyms</c> line by line, without keeping it.</summary>
internal static class KernelSymbolReader
{
    private const string Path = "/proc/kallsyms";
    private const int BufferSize = 64 * 1024; // holds many lines; kernel names have at most 511 bytes (KSYM_NAME_LEN)

    /// <summary>Receives a line.</summary>
    public delegate void Visitor(in KernelSymbolLine line);

    /// <summary>Reads the symbols of this kernel.</summary>
    /// <exception cref="BpfException">The file cannot be read.</exception>
    public static void ReadKernel(Visitor visit)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Read(file, buffer, visit);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BpfException("read kernel symbols from", Path, null, exception.Message, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads any text in that format; longer lines than the buffer end it.</summary>
    public static void Read(Stream text, Span<byte> buffer, Visitor visit)
    {
        int kept = 0;
        while (text.Read(buffer[kept..]) is > 0 and var count)
        {
            ReadOnlySpan<byte> rest = buffer[..(kept + count)];
            for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                Visit(rest[..end], visit);
                rest = rest[(end + 1)..];
            }

            kept = rest.Length;
            rest.CopyTo(buffer);
        }

        Visit(buffer[..kept], visit);
    }

    private static void Visit(ReadOnlySpan<byte> text, Visitor visit)
    {
        if (KernelSymbolLine.TryParse(text, out KernelSymbolLine line))
        {
            visit(line);
        }
    }
}
