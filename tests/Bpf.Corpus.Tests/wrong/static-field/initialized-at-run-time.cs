// mistake: the initializer asks the machine
using Bpf;

[BpfObject(License = "GPL")]
public static class Start
{
    static readonly int Cpus = System.Environment.ProcessorCount; //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context) => Cpus; //!!
}
