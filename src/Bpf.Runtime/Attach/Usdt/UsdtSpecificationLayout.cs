using System.Buffers.Binary;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>
/// Layout of the values in the map <c>__bpf_usdt_specs</c>. There are two in use, distinguished by their size: that of libbpf up to 1.6, and that of
/// 1.7 and later, which adds indexed memory operands.
/// </summary>
internal sealed class UsdtSpecificationLayout
{
    private const int Arguments = 12; // BPF_USDT_MAX_ARG_CNT
    private static readonly UsdtSpecificationLayout s_indexed = new(entrySize: 24, index: 10, register: 14, isSigned: 16, shift: 17);
    private static readonly UsdtSpecificationLayout s_plain = new(entrySize: 16, index: -1, register: 12, isSigned: 14, shift: 15);
    private readonly int _entrySize;
    private readonly int _index;
    private readonly int _register;
    private readonly int _isSigned;
    private readonly int _shift;

    private UsdtSpecificationLayout(int entrySize, int index, int register, int isSigned, int shift)
    {
        _entrySize = entrySize;
        _index = index;
        _register = register;
        _isSigned = isSigned;
        _shift = shift;
    }

    /// <summary>Size of a value in bytes: the arguments, the cookie, their number, and padding.</summary>
    public int Size => (Arguments * _entrySize) + 16;

    /// <summary>Returns the layout for a value size, or <see langword="null"/> when there is none.</summary>
    public static UsdtSpecificationLayout? OfSize(int valueSize)
        => valueSize == s_indexed.Size ? s_indexed : valueSize == s_plain.Size ? s_plain : null;

    /// <summary>Converts arguments to what the layout can express: those it cannot become arguments that cannot be read.</summary>
    public UsdtArgument[] Express(UsdtArgument[] arguments) => _index >= 0 || !Array.Exists(arguments, IsIndexed)
        ? arguments
        : [.. arguments.Select((argument, i) => IsIndexed(argument)
            ? UsdtArgument.Unreadable(
                $"argument {i} is in indexed memory, which the object's usdt.bpf.h (libbpf before 1.7) cannot read; build it with a newer one")
            : argument)];

    /// <summary>Returns the offsets of an argument's kind, register and width in a value.</summary>
    public (int Kind, int Register, int Shift) OffsetsOf(int argument)
    {
        int entry = argument * _entrySize;
        return (entry + 8, entry + _register, entry + _shift);
    }

    /// <summary>Encodes a value.</summary>
    public byte[] Encode(ReadOnlySpan<UsdtArgument> arguments, ulong cookie)
    {
        byte[] value = new byte[Size];
        for (int i = 0; i < arguments.Length; i++)
        {
            Encode(value.AsSpan(i * _entrySize, _entrySize), arguments[i]);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(value.AsSpan(Arguments * _entrySize), cookie);
        BinaryPrimitives.WriteInt16LittleEndian(value.AsSpan((Arguments * _entrySize) + 8), (short)arguments.Length);
        return value;
    }

    private void Encode(Span<byte> entry, in UsdtArgument argument)
    {
        BinaryPrimitives.WriteInt64LittleEndian(entry, argument.Value);
        // In the older layout the kind is 4 bytes wide, with zeros in the upper ones.
        entry[8] = (byte)argument.Kind;
        if (_index >= 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(entry[_index..], (ushort)(argument.Index | (argument.Scale << 12)));
        }

        BinaryPrimitives.WriteInt16LittleEndian(entry[_register..], (short)argument.Register);
        entry[_isSigned] = argument.IsSigned ? (byte)1 : (byte)0;
        entry[_shift] = (byte)(64 - (8 * argument.Size));
    }

    private static bool IsIndexed(UsdtArgument argument) => argument.Kind == UsdtArgumentKind.IndexedMemory;
}
