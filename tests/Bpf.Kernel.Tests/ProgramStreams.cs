using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs that write to their streams.</summary>
[BpfObject(License = "GPL")]
public static unsafe class ProgramStreams
{
    public struct Call
    {
        public long Value;
        public int Result;
        public int Count;
    }

    [BpfMap(MaxEntries = 4)]
    static readonly BpfArena Memory = new();

    [SyscallProgram]
    public static int Print(ref Call call)
    {
        long value = call.Value;
        int result = BpfStreams.Print("start\n");
        result |= BpfStreams.Print($"value {value}, {value:x8}, 100 % of {"text"u8}, {(byte)value:d3} {value > 5}\n");
        call.Result = result | BpfStreams.PrintError($"no {value}\n") | BpfStreams.PrintError("end\n");
        return 0;
    }

    /// <summary>Writes lines until the kernel does not keep more.</summary>
    [SyscallProgram]
    public static int Fill(ref Call call)
    {
        int result = 0;
        int count = 0;
        for (int i = 0; i < 4000 && result == 0; i++)
        {
            result = BpfStreams.Print($"{i:d63}\n");
            count += result == 0 ? 1 : 0;
        }

        call.Result = result;
        call.Count = count;
        return 0;
    }

    /// <summary>Reads a page of the arena that is not allocated, which the kernel reports.</summary>
    [SyscallProgram]
    public static int ReadNothing(ref Call call)
    {
        BpfArenaPointer<long> page = Memory.Allocate<long>(1);
        Memory.Free(page, 1);
        call.Value = page.Value;
        return 0;
    }
}
