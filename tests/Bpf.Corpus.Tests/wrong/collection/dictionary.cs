// mistake: a dictionary instead of a map
using Bpf;

[BpfObject(License = "GPL")]
public static class Counting
{
    static readonly Dictionary<int, long> Calls = new(); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        Calls[BpfHelpers.CurrentProcessId] = 1; //!!
        return 0;
    }
}
