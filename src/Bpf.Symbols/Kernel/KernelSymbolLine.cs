using System.Buffers.Text;

namespace Bpf.Symbols.Kernel;

/// <summary>A line of <c>/proc/kallsyms</c>: <c>ffffffff81000000 T name [module]</c>.</summary>
internal readonly ref struct KernelSymbolLine
{
    private readonly ReadOnlySpan<byte> _address;

    private KernelSymbolLine(ReadOnlySpan<byte> address, byte type, ReadOnlySpan<byte> name, ReadOnlySpan<byte> module)
    {
        _address = address;
        Type = type;
        Name = name;
        Module = module;
    }

    /// <summary>The type as <c>nm</c> writes it.</summary>
    public byte Type { get; }

    /// <summary>The name.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The module without brackets; empty for the kernel itself.</summary>
    public ReadOnlySpan<byte> Module { get; }

    /// <summary>True for code.</summary>
    public bool IsCode => (Type | 0x20) is (byte)'t' or (byte)'w';

    /// <summary>Takes a line apart; returns <see langword="false"/> for other text.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out KernelSymbolLine symbol)
    {
        int space = line.IndexOf((byte)' ');
        if (space < 0 || line.Length < space + 4)
        {
            symbol = default;
            return false;
        }

        ReadOnlySpan<byte> name = line[(space + 3)..];
        int end = name.IndexOfAny((byte)'\t', (byte)' ');
        ReadOnlySpan<byte> module = end < 0 ? default : name[(end + 1)..].Trim(" \t"u8);
        module = module.Length > 2 && module[0] == '[' && module[^1] == ']' ? module[1..^1] : default;
        symbol = new(line[..space], line[space + 1], end < 0 ? name : name[..end], module);
        return true;
    }

    /// <summary>Returns the address.</summary>
    public bool TryAddress(out ulong address) => Utf8Parser.TryParse(_address, out address, out int parsed, 'x') && parsed == _address.Length;
}
