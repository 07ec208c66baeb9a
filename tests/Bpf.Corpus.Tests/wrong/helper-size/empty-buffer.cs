// mistake: a buffer of no bytes
// calls: labs(text)
// shows: s_length is 0, meant 5
using Bpf;

[BpfObject(License = "GPL")]
public static class Empty
{
    static long s_length = -1;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, nuint path)
    {
        Span<byte> buffer = stackalloc byte[32];
        s_length = BpfHelpers.ReadUserText(path, buffer[..0]); //!!
        return buffer[0];
    }
}
