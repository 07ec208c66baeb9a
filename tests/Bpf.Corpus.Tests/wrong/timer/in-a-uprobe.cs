// mistake: tracing programs have no timers
using Bpf;

[BpfObject(License = "GPL")]
public static class Delay
{
    public struct Wait { public BpfTimer Timer; public int Thread; }

    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<int, Wait> Waits = new();

    static void OnTimeout(BpfMapDeclaration map, ref int key, ref Wait wait) => wait.Thread = 0;

    [Uprobe("libc:sleep")]
    public static int OnSleep(UprobeContext context, uint seconds)
    {
        if (!Waits.TryGetRef(BpfHelpers.CurrentThreadId, out BpfRef<Wait> wait))
            return 0;
        wait.Value.Timer.Initialize(Waits); //!!
        wait.Value.Timer.SetCallback(Waits, OnTimeout); //!!
        wait.Value.Timer.Start(seconds); //!!
        return 0;
    }
}
