// mistake: none: the comparison stops at the zero byte
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
        if (buffer.TextEquals("text"u8))
            s_found++;
        return 0;
    }
}
