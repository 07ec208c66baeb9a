using System.Globalization;

namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Parser for aarch64 operands.</summary>
internal static class Arm64Operands
{
    public const ushort Machine = 183; // EM_AARCH64

    private const int StackPointer = 31 * sizeof(ulong); // user_pt_regs.sp
    private const int LastRegister = 30;

    public static UsdtArgument? Parse(string operand)
    {
        if (operand is "xzr" or "wzr")
        {
            return new() { Kind = UsdtArgumentKind.Constant };
        }

        if (UsdtArgumentParser.TryParseInteger(operand.AsSpan().TrimStart('#'), out long value))
        {
            return new() { Kind = UsdtArgumentKind.Constant, Value = value };
        }

        if (TryGetRegister(operand, out int register))
        {
            return new() { Kind = UsdtArgumentKind.Register, Register = register };
        }

        if (!operand.StartsWith('[') || !operand.EndsWith(']'))
        {
            return null;
        }

        string[] parts = operand[1..^1].Split(',', StringSplitOptions.TrimEntries);
        if (!TryGetRegister(parts[0], out register))
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new() { Kind = UsdtArgumentKind.Memory, Register = register };
        }

        if (parts.Length == 2 && UsdtArgumentParser.TryParseInteger(parts[1].AsSpan().TrimStart('#'), out value))
        {
            return new() { Kind = UsdtArgumentKind.Memory, Register = register, Value = value };
        }

        // A 32-bit index would first have to be extended.
        int scale = 0;
        return parts.Length <= 3 && parts[1].StartsWith('x') && TryGetRegister(parts[1], out int index)
            && (parts.Length == 2 || TryGetShift(parts[2], out scale))
            ? new() { Kind = UsdtArgumentKind.IndexedMemory, Register = register, Index = index, Scale = scale }
            : null;
    }

    private static bool TryGetShift(string text, out int shift)
    {
        shift = 0;
        return text.StartsWith("lsl", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(3).Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out shift) && shift < 16;
    }

    private static bool TryGetRegister(string name, out int offset)
    {
        offset = StackPointer;
        if (name is "sp" or "wsp")
        {
            return true;
        }

        if (name.Length < 2 || name[0] is not ('x' or 'w') || !int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return false;
        }

        offset = number * sizeof(ulong);
        return number <= LastRegister;
    }
}
