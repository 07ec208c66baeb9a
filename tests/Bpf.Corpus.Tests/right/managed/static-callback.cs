// mistake: none: a static lambda as the callback of a helper
using Bpf;

[BpfObject(License = "GPL")]
public static class Callback
{
    public struct Sum { public uint Total; public int Step; }

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Sum sum = new() { Step = descriptor };
        BpfHelpers.Loop(10, static (index, ref state) => { state.Total += index * (uint)state.Step; return BpfLoopResult.Continue; }, ref sum);
        return (int)sum.Total;
    }
}
