// mistake: the length of the slice is checked against another buffer's size
// calls: labs(40)
// shows: s_done is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Copies
{
    static int s_done;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, int length)
    {
        Span<byte> name = stackalloc byte[16];
        Span<byte> path = stackalloc byte[64];
        path.Clear();
        if (length < 0 || length > path.Length)
            return 0;
        name[..length].Fill(1); //!!
        s_done = name[0] + path[0];
        return 0;
    }
}
