// mistake: a helper that may sleep in a program that may not
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Copy
{
    static int s_value;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor, void* buffer)
    {
        int value = 0;
        if (BpfHelpers.CopyFromUser(&value, sizeof(int), buffer) == 0) //!!
            s_value = value;
        return 0;
    }
}
