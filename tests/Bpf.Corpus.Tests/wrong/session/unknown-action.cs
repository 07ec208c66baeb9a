// mistake: a session returns 0 or 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Action
{
    [UprobeSession("libc:read")]
    public static int OnRead(UprobeSessionContext context) => context.IsReturn ? 0 : 2; //!!
}
