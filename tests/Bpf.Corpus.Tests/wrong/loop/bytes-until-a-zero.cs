// mistake: the text may not end within the buffer
// calls: labs(text)
// shows: s_length is 0, meant 4
using Bpf;

[BpfObject(License = "GPL")]
public static class Length
{
    static int s_length;

    [Uprobe("libc:labs")]
    public static int OnCall(UprobeContext context, nuint address)
    {
        Span<byte> text = stackalloc byte[4];
        BpfHelpers.TryReadUser(address, text);
        int length = 0;
        while (text[length] != 0) //!!
            length++;
        s_length = length;
        return 0;
    }
}
