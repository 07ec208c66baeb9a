// mistake: Random is an object
using Bpf;

[BpfObject(License = "GPL")]
public static class Sample
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Random.Shared.Next(10) == 0 ? 1 : 0; //!!
}
