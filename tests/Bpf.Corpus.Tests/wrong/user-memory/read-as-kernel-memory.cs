// mistake: the path is in user memory, and the helper reads kernel memory
// calls: labs(text)
// shows: s_length is -34, meant 5
using Bpf;

[BpfObject(License = "GPL")]
public static class Paths
{
    static long s_length = 1;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, ulong text)
    {
        Span<byte> buffer = stackalloc byte[16];
        s_length = BpfHelpers.ReadKernelText(text, buffer); //!!
        return buffer[0];
    }
}
