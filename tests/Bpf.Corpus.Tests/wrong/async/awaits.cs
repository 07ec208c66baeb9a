// mistake: a program cannot wait
using Bpf;

[BpfObject(License = "GPL")]
public static class Later
{
    [Uprobe("libc:read")]
    public static async Task<int> OnRead() //!!
    {
        await Task.Delay(1); //!!
        return 0;
    }
}
