// mistake: an iterator method allocates
using Bpf;

[BpfObject(License = "GPL")]
public static class Numbers
{
    static IEnumerable<int> Even(int end) //!!
    {
        for (int i = 0; i < end; i += 2)
            yield return i; //!!
    }

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        int sum = 0;
        foreach (int i in Even(8)) //!!
            sum += i;
        return sum;
    }
}
