// mistake: bpf_loop needs Linux 5.17
// props: BpfMinKernel=5.15
// shows: needs 5.17
using Bpf;

[BpfObject(License = "GPL")]
public static class Loops
{
    static uint Sum(uint count)
    {
        uint sum = 0;
        BpfHelpers.Loop(count, static (index, ref state) => { state += index; return BpfLoopResult.Continue; }, ref sum); //!!
        return sum;
    }

    [Uprobe("libc:srand")]
    public static int OnSeed(UprobeContext context, uint seed) => (int)Sum(seed & 1023);
}
