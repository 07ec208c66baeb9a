using Bpf.Objects.Relocations;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Verifier;

/// <summary>
/// Follows the calls of a program as the verifier does when it adds up stacks (check_max_stack_depth), in order to name the functions of a chain that
/// is too deep, which the verifier does not.
/// </summary>
internal sealed class StackChains(ProgramImage image)
{
    private const int MostSteps = 100_000;
    private const int FramePointer = 10;
    private const byte Copy = 0xBF; // BPF_ALU64 | BPF_MOV | BPF_X
    private const byte AddConstant = 0x07; // BPF_ALU64 | BPF_ADD | BPF_K

    // The kernel rounds the stack of a function up to 16 bytes when programs are JIT-compiled (since 6.7), otherwise to 32.
    private static readonly int[] s_roundings = [16, 32];

    /// <summary>Returns the call that makes the stack too large.</summary>
    /// <param name="frames">Functions of the chain.</param>
    /// <param name="size">Bytes of their stacks.</param>
    /// <returns><see langword="null"/> when no chain has this size.</returns>
    public Place? OfSize(int frames, int size)
    {
        foreach (int rounding in s_roundings)
        {
            if (Search(rounding, (chain, total) => total > KernelLimits.StackSize, out List<(int Function, int Call)> found, out int sum)
                && found.Count == frames && sum == size)
            {
                IEnumerable<string> stacks = found.Select(frame => $"'{image.Placements[frame.Function].Function.Name}' {Stack(frame.Function, rounding)}");
                string sizes = string.Join(" + ", stacks);
                return new Place(found[^1].Call,
                    $"The stacks are {sizes} bytes; a chain of calls may use {KernelLimits.StackSize} in all. Shrink locals, or keep large ones in a map.")
                {
                    Way = WayTo(found),
                };
            }
        }

        return null;
    }

    /// <summary>Returns the call that makes the chain too long.</summary>
    public Place? OfDepth()
    {
        if (!Search(1, (chain, _) => chain > KernelLimits.CallFrames, out List<(int Function, int Call)> found, out _))
        {
            return null;
        }

        IEnumerable<string> names = found.Select(frame => $"'{image.Placements[frame.Function].Function.Name}'");
        return new Place(found[^1].Call,
            $"The calls are {string.Join(" → ", names)}; {KernelLimits.CallFrames} functions may be active at a time.")
        {
            Way = WayTo(found),
        };
    }

    // The calls before the last one, which is the place itself.
    private (string Text, int Instruction)[] WayTo(List<(int Function, int Call)> chain)
        => [.. chain.Skip(1).SkipLast(1).Select(frame => ($"'{image.Placements[frame.Function].Function.Name}' is called here", frame.Call))];

    private int Stack(int function, int rounding) => (Math.Max(StackOf(image.Placements[function]), 1) + rounding - 1) / rounding * rounding;

    private bool Search(int rounding, Func<int, int, bool> isTooMuch, out List<(int Function, int Call)> chain, out int total)
    {
        List<(int Function, int Call)> frames = [];
        int sum = 0;
        int steps = 0;
        bool found = Enter(0, image.Placements[0].Position);
        (chain, total) = (frames, sum);
        return found;

        bool Enter(int function, int call)
        {
            frames.Add((function, call));
            sum += Stack(function, rounding);
            if (isTooMuch(frames.Count, sum))
            {
                return true;
            }

            FunctionPlacement placement = image.Placements[function];
            for (int i = placement.Position; i < placement.Position + placement.Function.Count && steps++ < MostSteps; i++)
            {
                if (CalleeOf(i) is { } callee && frames.Count <= KernelLimits.CallFrames && Enter(callee, i))
                {
                    return true;
                }
            }

            sum -= Stack(function, rounding);
            frames.RemoveAt(frames.Count - 1);
            return false;
        }
    }

    private int? CalleeOf(int index)
    {
        BpfInstruction instruction = image.Instructions[index];
        if (instruction is not ({ IsCall: true, Source: InstructionCodes.PseudoCall } or { IsWideLoad: true, Source: InstructionCodes.PseudoFunction }))
        {
            return null;
        }

        int target = index + 1 + instruction.Immediate;
        for (int i = 0; i < image.Placements.Count; i++)
        {
            if (image.Placements[i].Position == target)
            {
                return i;
            }
        }

        return null;
    }

    // The lowest offset from the frame pointer that a function reads, writes or takes the address of.
    private int StackOf(FunctionPlacement placement)
    {
        int lowest = 0;
        ReadOnlySpan<BpfInstruction> code = image.Instructions.AsSpan(placement.Position, placement.Function.Count);
        for (int i = 0; i < code.Length; i++)
        {
            BpfInstruction instruction = code[i];
            bool isAccess = instruction.Class switch
            {
                InstructionCodes.LoadMemoryClass => instruction.Source == FramePointer,
                InstructionCodes.StoreClass or InstructionCodes.StoreImmediateClass => instruction.Destination == FramePointer,
                _ => false,
            };
            if (isAccess)
            {
                lowest = Math.Min(lowest, instruction.Offset);
            }

            if (instruction is { Opcode: Copy, Source: FramePointer } && i + 1 < code.Length && code[i + 1] is { Opcode: AddConstant } add
                && add.Destination == instruction.Destination)
            {
                lowest = Math.Min(lowest, add.Immediate);
            }
        }

        return -lowest;
    }
}
