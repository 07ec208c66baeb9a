// mistake: a list in user memory may be a ring
using Bpf;

[BpfObject(License = "GPL")]
public static class Chain
{
    static int s_length;

    [Uprobe("libc:freeaddrinfo")]
    public static int OnFree(UprobeContext context, nuint node)
    {
        int length = 0;
        while (node != 0) //!!
        {
            length++;
            if (!BpfHelpers.TryReadUser(node + 40, out node))
                break;
        }

        s_length = length;
        return 0;
    }
}
