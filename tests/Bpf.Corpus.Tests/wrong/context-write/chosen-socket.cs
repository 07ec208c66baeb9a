// mistake: a socket is chosen by a helper, not by writing it
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Chosen
{
    [SkLookup]
    public static SkAction OnLookup(SkLookupContext context)
    {
        ref ulong socket = ref *(ulong*)context.Pointer;
        socket = 0; //!!
        return SkAction.Pass;
    }
}
