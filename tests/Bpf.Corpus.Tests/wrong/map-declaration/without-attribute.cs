// mistake: the attribute is missing
using Bpf;

[BpfObject(License = "GPL")]
public static class Bare
{
    static readonly BpfLruHashMap<int, ulong> Counts = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Counts.Update(descriptor, 1UL);
        return 0;
    }
}
