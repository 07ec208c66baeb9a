// mistake: none: foreach, indexes from the end and ranges with constants
using Bpf;

[BpfObject(License = "GPL")]
public static class Ends
{
    static readonly int[] Weights = [1, 2, 3, 4];

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        int sum = Weights[^1];
        foreach (int weight in Weights.AsSpan()[1..3])
            sum += weight;
        return sum;
    }
}
