// mistake: only traffic control chooses the queue
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Choose
{
    [CgroupSkbEgress]
    public static bool OnPacket(CgroupSkbContext context)
    {
        Unsafe.Write((byte*)context.Pointer + 12, 3u); //!!
        return true;
    }
}
