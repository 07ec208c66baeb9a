using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Bpf.Runtime;

namespace Bpf.Symbols.Kernel;

/// <summary>Reads addresses from /proc/kallsyms.</summary>
internal static class KernelSymbolSearch
{
    private const string Path = "/proc/kallsyms";
    private const int BufferSize = 64 * 1024; // holds many lines; kernel names have at most 511 bytes (KSYM_NAME_LEN)
    private const int LongestMaskedLength = 63;

    /// <summary>Looks up the addresses of symbols in one pass.</summary>
    /// <param name="wanted">Names to look up; those found are assigned their address.</param>
    /// <exception cref="BpfException">A symbol has two addresses, or the file cannot be read.</exception>
    public static void Find(Dictionary<string, ulong?> wanted)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using FileStream file = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            Read(file, buffer, wanted);
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

    /// <summary>Like <see cref="Find"/>, for any text in that format.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Must be longer than a line.</param>
    /// <param name="wanted">Names to look up; those found are assigned their address.</param>
    /// <exception cref="BpfException">A symbol has two addresses.</exception>
    public static void Read(Stream text, Span<byte> buffer, Dictionary<string, ulong?> wanted)
    {
        byte[][] names = [.. wanted.Keys.Select(Encoding.UTF8.GetBytes)];
        ulong lengths = 0; // length alone distinguishes nearly all of the kernel's hundred thousand names from the wanted ones
        foreach (byte[] name in names)
        {
            lengths |= LengthBit(name.Length);
        }

        int kept = 0;
        while (text.Read(buffer[kept..]) is > 0 and var count)
        {
            ReadOnlySpan<byte> rest = buffer[..(kept + count)];
            for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                Match(rest[..end], names, lengths, wanted);
                rest = rest[(end + 1)..];
            }

            kept = rest.Length;
            rest.CopyTo(buffer);
        }

        Match(buffer[..kept], names, lengths, wanted);
    }

    private static void Match(ReadOnlySpan<byte> line, byte[][] names, ulong lengths, Dictionary<string, ulong?> wanted)
    {
        // "ffffffff81000000 T name [module]"
        int space = line.IndexOf((byte)' ');
        if (space < 0 || line.Length < space + 4)
        {
            return;
        }

        ReadOnlySpan<byte> name = line[(space + 3)..];
        int end = name.IndexOfAny((byte)'\t', (byte)' ');
        name = end < 0 ? name : name[..end];
        if (line[space + 1] == 'd' && name.IndexOf(".llvm."u8) is var suffix and > 0)
        {
            name = name[..suffix];
        }

        if ((lengths & LengthBit(name.Length)) == 0 || !Contains(names, name) || !Utf8Parser.TryParse(line[..space], out ulong address, out int parsed, 'x')
            || parsed != space)
        {
            return;
        }

        string text = Encoding.UTF8.GetString(name);
        if (wanted[text] is { } other && other != address)
        {
            throw new BpfException("resolve kernel symbol", text, Errno.EINVAL, $"The kernel has it at 0x{other:x} and at 0x{address:x}.");
        }

        wanted[text] = address;
    }

    private static bool Contains(byte[][] names, ReadOnlySpan<byte> name)
    {
        foreach (byte[] wanted in names)
        {
            if (name.SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static ulong LengthBit(int length) => 1UL << Math.Min(length, LongestMaskedLength);
}
