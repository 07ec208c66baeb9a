// mistake: a static struct with a string
using Bpf;

[BpfObject(License = "GPL")]
public static class Named
{
    public struct Rule { public string Name; public int Port; }

    static Rule s_rule; //!!

    [Uprobe("libc:connect")]
    public static int OnConnect(UprobeContext context) => s_rule.Port; //!!
}
