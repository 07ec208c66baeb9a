// mistake: a constant index behind a span over the stack
using Bpf;

[BpfObject(License = "GPL")]
public static class Behind
{
    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path)
    {
        Span<byte> text = stackalloc byte[8];
        BpfHelpers.ReadUserText(path, text);
        return text[8]; //!!
    }
}
