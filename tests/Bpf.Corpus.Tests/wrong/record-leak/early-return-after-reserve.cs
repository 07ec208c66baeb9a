// mistake: a second condition returns before the record is submitted
using Bpf;

[BpfObject(License = "GPL")]
public static class Execs
{
    public struct Exec { public int Process; public uint User; }

    [BpfMap(ByteSize = 16 * 4096)]
    static readonly BpfRingBuffer<Exec> Events = new();

    [Uprobe("libc:execve")]
    public static int OnExec(UprobeContext context, nuint path)
    {
        if (!Events.TryReserve(out BpfRef<Exec> exec)) //!!
            return 0;

        exec.Value = new Exec { Process = BpfHelpers.CurrentProcessId, User = BpfHelpers.CurrentUserId };
        if (exec.Value.User == 0)
            return 0; //!!

        Events.Submit(exec);
        return 0;
    }
}
