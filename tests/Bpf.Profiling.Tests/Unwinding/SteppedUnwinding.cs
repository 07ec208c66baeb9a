using Bpf.Profiling.Tests.Support;
using Bpf.Profiling.Unwinding;
using Bpf.Profiling.Unwinding.State;
using Bpf.Symbols;
using Bpf.Symbols.Memory;
using Bpf.Symbols.Processes;

namespace Bpf.Profiling.Tests.Unwinding;

/// <summary>Unwinds a thread at every instruction and compares the frames with the calls that it has made.</summary>
/// <param name="redZone">Number of bytes below the stack pointer that are copied.</param>
internal sealed class SteppedUnwinding(int redZone)
{
    private const int MostKept = 10;
    private readonly byte[] _copy = new byte[64 << 10];
    private readonly ulong[] _frames = new ulong[512];

    /// <summary>Number of instructions.</summary>
    public int Steps { get; private set; }

    /// <summary>Number of those at which the frames were wrong.</summary>
    public int Wrong { get; private set; }

    /// <summary>The first wrong ones.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Number of instructions per kind of place, such as the file of the code.</summary>
    public Dictionary<string, int> Places { get; } = [];

    public void Run(int threadId, TargetProcess process, ProcessFrames frames, int steps)
    {
        ProcessMemory memory = process.Memory!;
        Unwinder unwinder = new(FrameArchitecture.X64, frames);
        using SteppedThread thread = new(threadId);
        UnwoundStack first = Unwind(unwinder, thread, memory);
        Assert.Equal(UnwindEnd.ThreadStart, first.End);
        CallRecord record = new(thread, memory, _frames[1..first.Count]);
        while (Steps < steps && record.Step())
        {
            Steps++;
            memory.Refresh();
            UnwoundStack stack = Unwind(unwinder, thread, memory);
            Compare(record, stack, process.Maps);
        }
    }

    private UnwoundStack Unwind(Unwinder unwinder, SteppedThread thread, ProcessMemory memory)
    {
        ulong start = thread.StackPointer - (ulong)redZone;
        int length = memory.Read(start, _copy);
        return unwinder.Unwind(thread.Registers, new StackMemory(start, _copy.AsSpan(0, length)), _frames);
    }

    private void Compare(CallRecord record, UnwoundStack stack, ProcessMaps maps)
    {
        string place = Path.GetFileName(maps.Find(_frames[0])?.Name) is { Length: > 0 } name ? name : "anonymous";
        Places[place] = Places.GetValueOrDefault(place) + 1;
        ulong[] expected = [.. record.Frames];
        if (stack.End == UnwindEnd.ThreadStart && expected.AsSpan().SequenceEqual(_frames.AsSpan(0, stack.Count)))
        {
            return;
        }

        Wrong++;
        if (Differences.Count < MostKept)
        {
            Differences.Add($"step {Steps} {place}: {stack.End} {Text(_frames[..stack.Count], maps)} instead of {Text(expected, maps)}");
        }
    }

    private static string Text(ulong[] frames, ProcessMaps maps) => string.Join(' ', frames.Take(8).Select(frame => maps.Find(frame) is { } mapping
        ? $"{Path.GetFileName(mapping.Name)}+{frame - mapping.Start + mapping.Offset:x}" : $"{frame:x}"));
}
