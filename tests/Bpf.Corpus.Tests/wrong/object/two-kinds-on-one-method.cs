// mistake: one method for entry and return
using Bpf;

[BpfObject(License = "GPL")]
public static class Two
{
    [Uprobe("libc:read"), Uretprobe("libc:read")] //!!
    public static int OnRead() => 0; //!!
}
