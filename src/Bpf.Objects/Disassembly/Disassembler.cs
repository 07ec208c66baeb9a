using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Runtime;

/// <summary>Formats BPF instructions in the assembly notation of <c>llvm-objdump -d</c>.</summary>
public static partial class Disassembler
{
    private static readonly string[] s_sizes = ["u32", "u16", "u8", "u64"];
    private static readonly string[] s_signedSizes = ["s32", "s16", "s8", "s64"];

    /// <summary>Writes one line per instruction: index, bytes and text. A 16-byte load takes one line but counts as two instructions.</summary>
    /// <param name="instructions">The instructions, little endian.</param>
    /// <param name="output">Receives the lines.</param>
    /// <param name="annotate">Returns an optional remark to append to the line of an instruction index, such as a source line; null for none.</param>
    public static void Write(ReadOnlySpan<BpfInstruction> instructions, TextWriter output, Func<int, string?>? annotate = null)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(instructions);
        StringBuilder hex = new();
        for (int index = 0; index < instructions.Length;)
        {
            string text = Format(instructions[index..], out int length);
            hex.Clear();
            foreach (byte value in bytes.Slice(index * 8, length * 8))
            {
                hex.Append(value.ToString("x2")).Append(' ');
            }

            string? remark = annotate?.Invoke(index);
            output.WriteLine($"{index,8}:\t{hex.ToString(0, hex.Length - 1)}\t{text}{(remark is null ? "" : $"\t; {remark}")}");
            index += length;
        }
    }

    /// <summary>Formats the first instruction.</summary>
    /// <param name="instructions">At least one instruction; a 16-byte load needs two.</param>
    /// <param name="length">Number of 8-byte instructions formatted: 1, or 2 for a complete 16-byte load.</param>
    /// <returns>The text; <c>&lt;unknown&gt;</c> for an encoding that no BPF version defines.</returns>
    /// <exception cref="ArgumentException">The span is empty.</exception>
    public static string Format(ReadOnlySpan<BpfInstruction> instructions, out int length)
    {
        if (instructions.IsEmpty)
        {
            throw new ArgumentException("At least one instruction is required.", nameof(instructions));
        }

        BpfInstruction instruction = instructions[0];
        length = 1;
        if (instruction.IsWideLoad && instructions.Length > 1)
        {
            length = 2;
            long value = (uint)instruction.Immediate | ((long)instructions[1].Immediate << 32);
            return $"r{instruction.Destination} = {Hex(value)} ll";
        }

        return (instruction.Class switch
        {
            0 => PacketLoad(instruction),
            1 => Load(instruction),
            2 => StoreImmediate(instruction),
            3 => StoreRegister(instruction),
            4 => Arithmetic(instruction, 'w'),
            5 => Jump(instruction, 'r'),
            6 => Jump(instruction, 'w'),
            _ => Arithmetic(instruction, 'r'),
        }) ?? "<unknown>";
    }

    private static string Hex(long value)
        => value < 0 ? $"-0x{unchecked((ulong)-value):x}" : $"0x{value:x}";

    private static string Memory(int register, short offset)
        => offset < 0 ? $"(r{register} - 0x{-offset:x})" : $"(r{register} + 0x{offset:x})";

    private static string SizeName(BpfInstruction instruction) => s_sizes[(instruction.Opcode >> 3) & 3];

    // Values narrower than 64 bits live in the w half of a register.
    private static char ValueRegister(BpfInstruction instruction) => ((instruction.Opcode >> 3) & 3) == 3 ? 'r' : 'w';
}
