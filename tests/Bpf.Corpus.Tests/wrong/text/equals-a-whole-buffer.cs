// mistake: the buffer has 16 bytes, and the name 4
// calls: labs(text)
// shows: s_found is 0, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Names
{
    static int s_found;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, nuint text)
    {
        Span<byte> buffer = stackalloc byte[16];
        BpfHelpers.ReadUserText(text, buffer);
        if (buffer.SequenceEqual("text"u8)) //!!
            s_found++;
        return 0;
    }
}
