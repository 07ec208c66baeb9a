// mistake: a method reads a word of the context, and one call gives an index that is too large
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Words
{
    [CgroupSkbIngress]
    public static bool OnPacket(CgroupSkbContext context)
        => WordOf(context, 0) < 64 || WordOf(context, 48) == 0;

    static uint WordOf(CgroupSkbContext context, int index) => ((uint*)context.Pointer)[index]; //!!
}
