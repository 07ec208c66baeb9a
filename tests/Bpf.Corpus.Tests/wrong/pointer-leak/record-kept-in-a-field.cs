// mistake: the address of a map's value is kept for the next event
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Keep
{
    [BpfMap(MaxEntries = 4)]
    static readonly BpfArray<ulong> Values = new();

    static ulong* s_last;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        if (s_last != null)
            *s_last += 1; //!!
        if (Values.TryGetRef(0, out BpfRef<ulong> value))
            s_last = (ulong*)Unsafe.AsPointer(ref value.Value); //!!
        return 0;
    }
}
