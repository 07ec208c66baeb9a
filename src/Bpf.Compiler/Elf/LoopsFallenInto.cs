using System.Buffers.Binary;

namespace Bpf.Compiler.Elf;

/// <summary>
/// Finds loops that fall through from their last instruction to their first. The code generator uses this layout to save a jump, but Linux 6.1
/// and older require an explicit back-edge jump and refuse the program with "back-edge from insn".
/// </summary>
internal static class LoopsFallenInto
{
    private const int InstructionSize = 8;
    private const byte ClassMask = 7;
    private const byte Jump = 5; // BPF_JMP
    private const byte Jump32 = 6; // BPF_JMP32
    private const byte Goto = 0x05; // BPF_JMP | BPF_JA
    private const byte LongGoto = 0x06; // BPF_JMP32 | BPF_JA
    private const byte Call = 0x85; // BPF_JMP | BPF_CALL
    private const byte Exit = 0x95; // BPF_JMP | BPF_EXIT
    private const byte LoadImmediate64 = 0x18; // BPF_LD | BPF_DW | BPF_IMM, two instructions long

    /// <summary>Returns the names of the functions that have such loops.</summary>
    public static IReadOnlyList<string> Find(EmittedObject file)
        => [.. EmittedFunctions.Read(file).Where(function => HasOne(function.Code)).Select(function => function.Name)];

    /// <summary>Returns whether a function has one, walking it like <c>check_cfg</c> in the kernel's verifier.</summary>
    internal static bool HasOne(ReadOnlySpan<byte> code)
    {
        int count = code.Length / InstructionSize;
        bool[] isKnown = new bool[count];
        bool[] isOpen = new bool[count];
        Stack<(int Instruction, int Next)> path = new([(0, 0)]);
        while (path.TryPop(out (int Instruction, int Next) step))
        {
            (int instruction, int next) = step;
            isKnown[instruction] = isOpen[instruction] = true;
            (int target, bool isJump) = Successor(code, instruction, next);
            if (target < 0)
            {
                isOpen[instruction] = false;
                continue;
            }

            path.Push((instruction, next + 1));
            if (target >= count)
            {
                continue;
            }

            if (isOpen[target] && !isJump)
            {
                return true;
            }

            if (!isKnown[target])
            {
                path.Push((target, 0));
            }
        }

        return false;
    }

    // The next unvisited successor, fall-through before jump target; -1 when there are no more.
    private static (int Target, bool IsJump) Successor(ReadOnlySpan<byte> code, int instruction, int number)
    {
        ReadOnlySpan<byte> bytes = code.Slice(instruction * InstructionSize, InstructionSize);
        byte operation = bytes[0];
        int near = instruction + 1 + BinaryPrimitives.ReadInt16LittleEndian(bytes[2..]);
        return (operation, number) switch
        {
            (Exit, _) or (_, > 1) => (-1, false),
            (Goto, 0) => (near, true),
            (LongGoto, 0) => (instruction + 1 + BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), true),
            (Goto or LongGoto, _) => (-1, false),
            (LoadImmediate64, 0) => (instruction + 2, false),
            (Call, 0) => (instruction + 1, false),
            (Call, _) => (-1, false),
            _ when (operation & ClassMask) is Jump or Jump32 => (number == 0 ? instruction + 1 : near, true),
            (_, 0) => (instruction + 1, false),
            _ => (-1, false),
        };
    }
}
