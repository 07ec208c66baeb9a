using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Bpf.Objects.Btf;
using Bpf.Runtime;

namespace Bpf.Objects.Externs;

/// <summary>Writes the value of a kernel configuration option into the memory of its extern.</summary>
internal static class ConfigurationValue
{
    /// <exception cref="BpfException">The value does not fit the type of the extern.</exception>
    public static void Write(ExternSymbol option, BtfTypeTable types, string value, Span<byte> memory)
    {
        BtfType type = types[option.TypeId];
        if (value.Length > 0 && value[0] == '"')
        {
            WriteText(option, types, type, value, memory);
        }
        else if (value is "y" or "n" or "m")
        {
            WriteTristate(option, type, value, memory);
        }
        else
        {
            WriteNumber(option, type, ParseNumber(option, value), memory);
        }
    }

    /// <exception cref="BpfException">The number does not fit the type of the extern.</exception>
    public static void WriteNumber(ExternSymbol option, BtfType type, ulong number, Span<byte> memory)
    {
        if (type.Kind != BtfKind.Int || type.IntIsBool || memory.Length > 8)
        {
            throw Mismatch(option, number.ToString(CultureInfo.InvariantCulture), $"a number, but the extern is a {Describe(type)}");
        }

        int bits = memory.Length * 8;
        bool fits = bits == 64 || (type.IntIsSigned ? (long)number >= -(1L << (bits - 1)) && (long)number < 1L << (bits - 1) : number >> bits == 0);
        if (!fits)
        {
            throw Mismatch(option, number.ToString(CultureInfo.InvariantCulture), $"too large for {memory.Length} bytes");
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        bytes[..memory.Length].CopyTo(memory);
    }

    /// <summary>Writes a value computed by the loader; the extern may be declared as an integer or a bool.</summary>
    public static void WriteNumberOrBool(ExternSymbol option, BtfTypeTable types, ulong number, Span<byte> memory)
    {
        BtfType type = types[option.TypeId];
        if (type.Kind == BtfKind.Int && type.IntIsBool)
        {
            memory[0] = number != 0 ? (byte)1 : (byte)0;
        }
        else
        {
            WriteNumber(option, type, number, memory);
        }
    }

    private static void WriteTristate(ExternSymbol option, BtfType type, string value, Span<byte> memory)
    {
        if (type.Kind == BtfKind.Int && type.IntIsBool)
        {
            if (value == "m")
            {
                throw Mismatch(option, value, "'m', but the extern is a bool; declare it as enum libbpf_tristate");
            }

            memory[0] = value == "y" ? (byte)1 : (byte)0;
        }
        else if (type.IsEnum)
        {
            memory[0] = value switch
            {
                "y" => 1, // TRI_YES
                "m" => 2, // TRI_MODULE
                _ => 0, // TRI_NO
            };
        }
        else if (type.Kind == BtfKind.Int && memory.Length == 1)
        {
            memory[0] = (byte)value[0];
        }
        else
        {
            throw Mismatch(option, value, $"'{value}', but the extern is a {Describe(type)}");
        }
    }

    private static void WriteText(ExternSymbol option, BtfTypeTable types, BtfType type, string value, Span<byte> memory)
    {
        bool isText = type.Kind == BtfKind.Array && types.SizeOf(types.SkipModifiersAndTypedefs(type.ArrayElementId).Id) == 1;
        if (!isText || value.Length < 2 || value[^1] != '"')
        {
            throw Mismatch(option, value, isText ? "an unterminated string" : $"a string, but the extern is a {Describe(type)}");
        }

        byte[] text = Encoding.UTF8.GetBytes(value[1..^1]);
        text.AsSpan(0, Math.Min(text.Length, memory.Length - 1)).CopyTo(memory);
    }

    private static ulong ParseNumber(ExternSymbol option, string value)
    {
        ReadOnlySpan<char> digits = value;
        bool negative = digits.StartsWith("-");
        digits = negative ? digits[1..] : digits;
        bool parsed = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(digits[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        if (!parsed)
        {
            throw Mismatch(option, value, "not y, n, m, a number or a string");
        }

        return negative ? 0 - number : number;
    }

    private static string Describe(BtfType type) => type switch
    {
        { Kind: BtfKind.Int, IntIsBool: true } => "bool",
        { Kind: BtfKind.Int } => $"{type.RawSize * 8}-bit integer",
        { Kind: BtfKind.Array } => "text",
        _ => type.Kind.ToString(),
    };

    private static BpfException Mismatch(ExternSymbol option, string value, string problem)
        => new("set configuration extern", option.Name, Errno.EINVAL, $"The value {value} of the kernel's configuration is {problem}.");
}
