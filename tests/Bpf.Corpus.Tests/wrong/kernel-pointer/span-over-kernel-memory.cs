// mistake: a span over an array of the kernel
using Bpf.Vmlinux;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Command
{
    static byte s_first;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        ReadOnlySpan<byte> name = new((void*)(BpfHelpers.GetCurrentTask() + 2000), 16); //!!
        s_first = name[0]; //!!
        return 0;
    }
}
