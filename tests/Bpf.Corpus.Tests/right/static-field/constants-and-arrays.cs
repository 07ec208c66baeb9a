// mistake: none: everything is a constant or computed by the compiler
using Bpf;

[BpfObject(License = "GPL")]
public static class Fields
{
    public struct Rule { public int Port; public bool Drop; }

    static readonly Rule Default = new() { Port = 80, Drop = true };
    static readonly int[] Ports = [80, 443, 8080];
    static int Hits { get; set; }

    [Uprobe("libc:connect")]
    public static int OnConnect(UprobeContext context, int port)
    {
        foreach (int known in Ports)
        {
            if (known == port)
                Hits++;
        }

        return Default.Drop && port == Default.Port ? 1 : 0;
    }
}
