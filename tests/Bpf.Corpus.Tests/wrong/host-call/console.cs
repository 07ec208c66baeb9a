// mistake: the console of the process
using Bpf;

[BpfObject(License = "GPL")]
public static class Output
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Console.WriteLine(descriptor); //!!
        return 0;
    }
}
