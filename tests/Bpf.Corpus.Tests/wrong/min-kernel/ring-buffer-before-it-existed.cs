// mistake: ring buffers need Linux 5.8
// props: BpfMinKernel=5.4
// shows: needs 5.8
using Bpf;

[BpfObject(License = "GPL")]
public static class Old
{
    public struct Event { public int Process; }

    [BpfMap(ByteSize = 4096)] //!!
    static readonly BpfRingBuffer<Event> Events = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Events.Output(new Event { Process = BpfHelpers.CurrentProcessId }); //!!
        return 0;
    }
}
