// mistake: a helper for packets in a tracing program
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Bytes
{
    static byte s_first;

    [Uprobe("libc:send")]
    public static int OnSend(UprobeContext context)
    {
        byte first = 0;
        BpfHelpers.SkbLoadBytes(context.Pointer, 0, &first, 1); //!!
        s_first = first;
        return 0;
    }
}
