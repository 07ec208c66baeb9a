// mistake: a preallocated perf buffer program that sleeps inside of a timer callback
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Ticker
{
    public struct Tick { public BpfTimer Timer; public ulong Address; public int Value; }

    [BpfMap(MaxEntries = 1)]
    static readonly BpfArray<Tick> Ticks = new();

    static void OnTick(BpfMapDeclaration map, ref uint key, ref Tick tick)
    {
        int value = 0;
        BpfHelpers.CopyFromUser(&value, 4, (void*)tick.Address); //!!
        tick.Value = value;
    }

    [SyscallProgram]
    public static int Run(ref ulong address)
    {
        if (!Ticks.TryGetRef(0, out BpfRef<Tick> tick))
            return 1;
        tick.Value.Address = address;
        tick.Value.Timer.Initialize(Ticks);
        tick.Value.Timer.SetCallback(Ticks, OnTick);
        tick.Value.Timer.Start(1000);
        return 0;
    }
}
