// mistake: try with catch
using Bpf;

[BpfObject(License = "GPL")]
public static class Catching
{
    static readonly int[] Values = new int[4];

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        try //!!
        {
            return Values[descriptor];
        }
        catch (IndexOutOfRangeException) //!!
        {
            return -1;
        }
    }
}
