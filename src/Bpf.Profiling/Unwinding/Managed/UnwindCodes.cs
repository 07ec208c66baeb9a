using System.Buffers.Binary;
using Bpf.Profiling.Unwinding.Rows;
using Bpf.Symbols.DotNet.Code;
using Bpf.Symbols.Memory;

namespace Bpf.Profiling.Unwinding.Managed;

/// <summary>Reads the unwind information of x64 code of CoreCLR, which has the format of Windows (<c>UNWIND_INFO</c>) on all systems.</summary>
internal static class UnwindCodes
{
    private const int ChainedFlag = 4; // UNW_FLAG_CHAININFO
    private const int LongestChain = 32;
    private const int HeaderSize = 4;
    private const int LinkSize = 12;

    // Number of 16-bit slots per operation; 3 instead of 2 for a large allocation with an info of 1.
    private static ReadOnlySpan<byte> Slots => [1, 2, 1, 1, 2, 3, 2, 3, 2, 3, 1, 3];

    private enum Operation
    {
        Push = 0,
        AllocateLarge = 1,
        AllocateSmall = 2,
        SetFrame = 3,
        Save = 4,
        SaveFar = 5,
        SetFrameLarge = 11, // of CoreCLR
    }

    /// <summary>Returns how to step to the caller; <see langword="null"/> if the information is of an unknown form.</summary>
    /// <param name="memory">The process.</param>
    /// <param name="sectionBegin">Address to which links between pieces of information are relative.</param>
    /// <param name="function">The function or funclet.</param>
    /// <param name="offset">Distance of the next instruction from its beginning.</param>
    public static FrameRow? RowAt(IProcessMemory memory, ulong sectionBegin, in UnwindFunction function, ulong offset)
    {
        List<Step> steps = [];
        ulong information = function.UnwindInfo;
        for (int i = 0; information != 0; i++)
        {
            // Of a prolog that is not over yet, only what has run counts. What a chain leads to has always run.
            if (i == LongestChain || !TryRead(memory, information, i == 0 ? offset : ulong.MaxValue, steps, out uint next))
            {
                return null;
            }

            information = next == 0 ? 0 : sectionBegin + next;
        }

        return ToRow(steps);
    }

    private static bool TryRead(IProcessMemory memory, ulong information, ulong offset, List<Step> steps, out uint next)
    {
        next = 0;
        Span<byte> header = stackalloc byte[HeaderSize];
        if (!memory.TryRead(information, header) || (header[0] & 7) is not (1 or 2))
        {
            return false;
        }

        int count = header[2];
        bool isChained = (header[0] >> 3 & ChainedFlag) != 0;
        int padded = (count + 1) & ~1;
        Span<byte> codes = stackalloc byte[((byte.MaxValue + 1) * sizeof(ushort)) + LinkSize];
        codes = codes[..((isChained ? padded : count) * sizeof(ushort) + (isChained ? LinkSize : 0))];
        if (!memory.TryRead(information + HeaderSize, codes))
        {
            return false;
        }

        next = isChained ? BinaryPrimitives.ReadUInt32LittleEndian(codes[^sizeof(uint)..]) : 0;
        (int register, int distance) = (header[3] & 15, (header[3] >> 4) * 16);
        for (int at = 0; at < count;)
        {
            ReadOnlySpan<byte> code = codes[(at * sizeof(ushort))..(count * sizeof(ushort))];
            (int operation, int info) = (code[1] & 15, code[1] >> 4);
            int slots = operation >= Slots.Length ? 0 : operation == (int)Operation.AllocateLarge && info != 0 ? 3 : Slots[operation];
            if (slots == 0 || slots * sizeof(ushort) > code.Length)
            {
                return false;
            }

            uint number = slots switch
            {
                2 => BinaryPrimitives.ReadUInt16LittleEndian(code[2..]),
                3 => BinaryPrimitives.ReadUInt32LittleEndian(code[2..]),
                _ => 0,
            };
            if (code[0] <= offset && !TryAdd(steps, (Operation)operation, info, number, (register, distance)))
            {
                return false;
            }

            at += slots;
        }

        return true;
    }

    private static bool TryAdd(List<Step> steps, Operation operation, int info, uint number, (int Register, int Distance) frame)
    {
        switch (operation)
        {
            case Operation.Push:
                steps.Add(new(StepKind.Pop, info, 0));
                return true;
            case Operation.AllocateLarge:
                steps.Add(new(StepKind.Skip, 0, info == 0 ? number * 8L : number));
                return true;
            case Operation.AllocateSmall:
                steps.Add(new(StepKind.Skip, 0, (info * 8) + 8));
                return true;
            case Operation.SetFrame:
                steps.Add(new(StepKind.Frame, frame.Register, frame.Distance));
                return true;
            case Operation.SetFrameLarge:
                steps.Add(new(StepKind.Frame, frame.Register, number * 16L));
                return true;
            case Operation.Save:
                steps.Add(new(StepKind.Save, info, number * 8L));
                return true;
            case Operation.SaveFar:
                steps.Add(new(StepKind.Save, info, number));
                return true;
            default:
                // Frames of interrupts do not occur; others are about vector registers and epilogs.
                return (int)operation != 10;
        }
    }

    // With a frame register the stack pointer may have moved since; everything is counted from the register then.
    private static FrameRow ToRow(List<Step> steps)
    {
        RowBuilder row = new();
        int set = steps.FindIndex(step => step.Kind == StepKind.Frame);
        long start = 0;
        if (set >= 0)
        {
            start = -steps[set].Number;
            long pushed = steps.Take(set).Sum(step => step.Kind == StepKind.Pop ? sizeof(ulong) : step.Kind == StepKind.Skip ? step.Number : 0);
            row.StartAt(steps[set].Register, start - pushed);
        }

        foreach (Step step in steps)
        {
            switch (step.Kind)
            {
                case StepKind.Pop:
                    row.Pop(step.Register);
                    break;
                case StepKind.Skip:
                    row.Skip(step.Number);
                    break;
                case StepKind.Save:
                    row.Save(step.Register, start + step.Number);
                    break;
            }
        }

        return row.ToRow();
    }

    private enum StepKind
    {
        Pop,
        Skip,
        Save,
        Frame,
    }

    private readonly record struct Step(StepKind Kind, int Register, long Number);
}
