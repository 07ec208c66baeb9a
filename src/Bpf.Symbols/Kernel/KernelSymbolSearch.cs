using System.Text;
using Bpf.Runtime;

namespace Bpf.Symbols.Kernel;

/// <summary>Looks up addresses of kernel symbols in one pass, without keeping the others.</summary>
internal static class KernelSymbolSearch
{
    private const int LongestMaskedLength = 63;

    /// <summary>Looks up the addresses of symbols of this kernel.</summary>
    /// <param name="wanted">Names to look up; those found are assigned their address.</param>
    /// <exception cref="BpfException">A symbol has two addresses, or the file cannot be read.</exception>
    public static void Find(Dictionary<string, ulong?> wanted) => KernelSymbolReader.ReadKernel(Matching(wanted));

    /// <summary>Like <see cref="Find"/>, for any text in that format.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Must be longer than a line.</param>
    /// <param name="wanted">Names to look up; those found are assigned their address.</param>
    /// <exception cref="BpfException">A symbol has two addresses.</exception>
    public static void Read(Stream text, Span<byte> buffer, Dictionary<string, ulong?> wanted) => KernelSymbolReader.Read(text, buffer, Matching(wanted));

    private static KernelSymbolReader.Visitor Matching(Dictionary<string, ulong?> wanted)
    {
        byte[][] names = [.. wanted.Keys.Select(Encoding.UTF8.GetBytes)];
        ulong lengths = 0; // length alone distinguishes nearly all of the kernel's hundred thousand names from the wanted ones
        foreach (byte[] name in names)
        {
            lengths |= LengthBit(name.Length);
        }

        return (in KernelSymbolLine line) => Match(line, names, lengths, wanted);
    }

    private static void Match(in KernelSymbolLine line, byte[][] names, ulong lengths, Dictionary<string, ulong?> wanted)
    {
        ReadOnlySpan<byte> name = line.Name;
        if (line.Type == 'd' && name.IndexOf(".llvm."u8) is var suffix and > 0)
        {
            name = name[..suffix];
        }

        if ((lengths & LengthBit(name.Length)) == 0 || !Contains(names, name) || !line.TryAddress(out ulong address))
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
