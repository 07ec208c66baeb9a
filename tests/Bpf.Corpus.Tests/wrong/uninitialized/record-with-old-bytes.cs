// mistake: a field of the record is never set
// runs: Run(00 00 00 00)
// shows: s_submitted is 1, meant 0
using Bpf;

[BpfObject(License = "GPL")]
public static class Stale
{
    public struct Event { public int Process; public int Thread; public ulong Time; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Event> Events = new();

    static int s_submitted;

    [SyscallProgram]
    public static int Run(ref int context)
    {
        if (!Events.TryReserve(out BpfRef<Event> e))
            return 1;
        e.Value.Process = BpfHelpers.CurrentProcessId;
        e.Value.Time = BpfHelpers.MonotonicNanoseconds;
        Events.Submit(e); //!!
        s_submitted = 1;
        return 0;
    }
}
