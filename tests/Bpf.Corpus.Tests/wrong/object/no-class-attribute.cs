// mistake: the class is not a BPF object
using Bpf;

public static class Plain
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => 0; //!!
}
