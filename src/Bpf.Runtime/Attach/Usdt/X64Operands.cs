namespace Bpf.Runtime.Attach.Usdt;

/// <summary>Parser for x86-64 operands in AT&amp;T notation.</summary>
internal static class X64Operands
{
    public const ushort Machine = 62; // EM_X86_64

    // Offsets in struct pt_regs.
    private static readonly Dictionary<string, int> s_registers = Build();

    public static UsdtArgument? Parse(string operand, Func<string, UsdtVariable> find)
    {
        if (operand.StartsWith('$'))
        {
            return UsdtArgumentParser.TryParseInteger(operand.AsSpan(1), out long value) ? new() { Kind = UsdtArgumentKind.Constant, Value = value } : null;
        }

        if (operand.StartsWith('%'))
        {
            return TryGetRegister(operand, out int register) ? new() { Kind = UsdtArgumentKind.Register, Register = register } : null;
        }

        int open = operand.IndexOf('(');
        if (open < 0 || !operand.EndsWith(')'))
        {
            return null;
        }

        if (operand.EndsWith("(%rip)", StringComparison.Ordinal) && RelativeToInstruction(operand[..open], find) is { } argument)
        {
            return argument;
        }

        long displacement = 0;
        if (open > 0 && !UsdtArgumentParser.TryParseInteger(operand.AsSpan(0, open), out displacement))
        {
            return null;
        }

        string[] parts = operand[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        int scale = 0;
        if (parts.Length > 3 || (parts.Length == 3 && !TryGetScale(parts[2], out scale)))
        {
            return null;
        }

        bool hasBase = TryGetRegister(parts[0], out int baseRegister);
        if (parts.Length == 1)
        {
            return hasBase ? new() { Kind = UsdtArgumentKind.Memory, Value = displacement, Register = baseRegister } : null;
        }

        if (!TryGetRegister(parts[1], out int index))
        {
            return null;
        }

        if (parts[0].Length == 0 && scale == 0)
        {
            return new() { Kind = UsdtArgumentKind.Memory, Value = displacement, Register = index };
        }

        return hasBase
            ? new() { Kind = UsdtArgumentKind.IndexedMemory, Value = displacement, Register = baseRegister, Index = index, Scale = scale }
            : null;
    }

    // Relative to the instruction pointer: symbol, symbol+4, 4+symbol. The saved register points to the probed instruction.
    private static UsdtArgument? RelativeToInstruction(string expression, Func<string, UsdtVariable> find)
    {
        long sum = 0;
        bool hasSymbol = false;
        foreach (string term in expression.Replace("-", "+-").Split('+', StringSplitOptions.RemoveEmptyEntries))
        {
            if (UsdtArgumentParser.TryParseInteger(term, out long number))
            {
                sum += number;
                continue;
            }

            if (hasSymbol)
            {
                return null;
            }

            UsdtVariable variable = find(term);
            if (variable.Distance is not { } distance)
            {
                return UsdtArgument.Unreadable($"cannot be read: '{term}' {variable.Problem}");
            }

            sum += distance;
            hasSymbol = true;
        }

        return hasSymbol ? new() { Kind = UsdtArgumentKind.Memory, Value = sum, Register = s_registers["rip"] } : null;
    }

    private static bool TryGetScale(string text, out int logarithm)
    {
        logarithm = text switch { "1" => 0, "2" => 1, "4" => 2, "8" => 3, _ => -1 };
        return logarithm >= 0;
    }

    private static bool TryGetRegister(string name, out int offset)
    {
        offset = 0;
        return name.StartsWith('%') && s_registers.TryGetValue(name[1..], out offset);
    }

    private static Dictionary<string, int> Build()
    {
        Dictionary<string, int> registers = new() { ["rip"] = 128, ["eip"] = 128 };
        (string Letters, int Offset)[] classic = [("bx", 40), ("ax", 80), ("cx", 88), ("dx", 96)];
        foreach ((string name, int offset) in classic)
        {
            registers[$"r{name}"] = registers[$"e{name}"] = registers[name] = registers[$"{name[0]}l"] = offset;
            registers[$"{name[0]}h"] = offset + 1;
        }

        (string Letters, int Offset)[] pointers = [("bp", 32), ("si", 104), ("di", 112), ("sp", 152)];
        foreach ((string name, int offset) in pointers)
        {
            registers[$"r{name}"] = registers[$"e{name}"] = registers[name] = registers[$"{name}l"] = offset;
        }

        int[] numbered = [72, 64, 56, 48, 24, 16, 8, 0];
        for (int i = 0; i < numbered.Length; i++)
        {
            string name = $"r{i + 8}";
            registers[name] = registers[$"{name}d"] = registers[$"{name}w"] = registers[$"{name}b"] = numbered[i];
        }

        return registers;
    }
}
