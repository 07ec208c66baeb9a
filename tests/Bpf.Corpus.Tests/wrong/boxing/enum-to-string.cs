// mistake: the name of an enum value
using Bpf;

[BpfObject(License = "GPL")]
public static class Enums
{
    enum State { Idle, Busy }

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
        => ((State)(descriptor & 1)).ToString().Length; //!!
}
