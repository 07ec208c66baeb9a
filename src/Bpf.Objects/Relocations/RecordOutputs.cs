using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>
/// Finds the perf event arrays to which a linked program sends records. Maps of this type also hold counters that programs read, and the events that
/// user space stores for that purpose.
/// </summary>
internal static class RecordOutputs
{
    private const int Registers = 16; // what the four bits of an instruction can name; the verifier refuses those after r10
    private const int Callee = 6; // r6 and above survive calls
    private const byte MoveRegister = 0xBF; // BPF_ALU64 | BPF_MOV | BPF_X

    /// <summary>Adds descriptors of maps; where the map of a call is not obvious, adds all maps that the program refers to.</summary>
    public static void Collect(ReadOnlySpan<BpfInstruction> instructions, HashSet<int> descriptors)
    {
        Span<int> maps = stackalloc int[Registers]; // the descriptor that a register holds, or 0
        maps.Clear();
        HashSet<int> named = [];
        bool isUnclear = false;
        for (int i = 0; i < instructions.Length; i++)
        {
            BpfInstruction instruction = instructions[i];
            if (instruction.IsWideLoad)
            {
                maps[instruction.Destination] = instruction.Source == InstructionCodes.PseudoMapFd ? instruction.Immediate : 0;
                if (maps[instruction.Destination] != 0)
                {
                    named.Add(instruction.Immediate);
                }

                i++;
            }
            else if (instruction.IsCall)
            {
                if (instruction.Source == 0 && SendsRecords(instruction.Immediate))
                {
                    isUnclear |= maps[2] == 0;
                    descriptors.Add(maps[2]);
                }

                maps[..Callee].Clear();
            }
            else if (instruction.Opcode == MoveRegister && instruction.Offset == 0)
            {
                maps[instruction.Destination] = maps[instruction.Source];
            }
            else if (instruction.Class is InstructionCodes.LoadMemoryClass or InstructionCodes.ArithmeticClass or InstructionCodes.Arithmetic64Class)
            {
                maps[instruction.Destination] = 0;
            }
        }

        if (isUnclear)
        {
            descriptors.UnionWith(named);
        }
    }

    private static bool SendsRecords(int helper) => helper is
        25 or // BPF_FUNC_perf_event_output, include/uapi/linux/bpf.h
        111 or // BPF_FUNC_skb_output
        121; // BPF_FUNC_xdp_output
}
