// mistake: none: text is compared as bytes
using Bpf;

[BpfObject(License = "GPL")]
public static class Text
{
    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path)
    {
        Span<byte> text = stackalloc byte[32];
        if (BpfHelpers.ReadUserText(path, text) <= 0)
            return 0;
        return text.TextStartsWith("/proc/"u8) ? 1 : 0;
    }
}
