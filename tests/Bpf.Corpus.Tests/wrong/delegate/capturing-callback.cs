// mistake: the callback of a helper captures a variable
using Bpf;

[BpfObject(License = "GPL")]
public static class Capture
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        int sum = 0, extra = 0;
        BpfHelpers.Loop(10, (uint index, ref int state) => { state += descriptor; extra++; return BpfLoopResult.Continue; }, ref sum); //!!
        return sum + extra;
    }
}
