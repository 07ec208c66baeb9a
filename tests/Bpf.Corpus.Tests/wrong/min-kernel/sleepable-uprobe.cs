// mistake: sleepable uprobes need Linux 6.0
// props: BpfMinKernel=5.15
// shows: needs 6.0
using Bpf;

[BpfObject(License = "GPL")]
public static class Sleeping
{
    static int s_calls;

    [Uprobe("libc:read", Sleepable = true)] //!!
    public static int OnRead(UprobeContext context) => ++s_calls;
}
