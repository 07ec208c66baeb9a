// mistake: a field of eight bytes is read as four
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Half
{
    [SkMsg]
    public static SkAction OnMessage(SkMsgContext context)
    {
        uint low = *(uint*)context.Pointer; //!!
        return low == 0 ? SkAction.Drop : SkAction.Pass;
    }
}
