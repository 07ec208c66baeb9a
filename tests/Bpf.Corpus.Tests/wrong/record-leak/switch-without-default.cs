// mistake: only some cases of the switch submit
using Bpf;

[BpfObject(License = "GPL")]
public static class Signals
{
    public struct Kill { public int Target; public int Signal; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Kill> Kills = new();

    [Uprobe("libc:kill")]
    public static int OnKill(UprobeContext context, int process, int signal)
    {
        if (!Kills.TryReserve(out BpfRef<Kill> kill)) //!!
            return 0;
        kill.Value = new Kill { Target = process, Signal = signal };
        switch (signal)
        {
            case 9:
            case 15:
                Kills.Submit(kill);
                break;
            case 0:
                Kills.Discard(kill);
                break;
        }

        return 0; //!!
    }
}
