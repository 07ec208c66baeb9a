// mistake: none: the list is followed for at most 32 steps
using Bpf;

[BpfObject(License = "GPL")]
public static class Chain
{
    const int Limit = 32;
    static int s_length;

    [Uprobe("libc:freeaddrinfo")]
    public static int OnFree(UprobeContext context, nuint node)
    {
        int length = 0;
        while (node != 0)
        {
            if (++length == Limit || !BpfHelpers.TryReadUser(node + 40, out node))
                break;
        }

        s_length = length;
        return 0;
    }
}
