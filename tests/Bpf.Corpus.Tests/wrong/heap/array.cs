// mistake: an array is created in the program
using Bpf;

[BpfObject(License = "GPL")]
public static class Arrays
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        int[] recent = new int[8]; //!!
        recent[descriptor & 7] = descriptor;
        return recent[0];
    }
}
