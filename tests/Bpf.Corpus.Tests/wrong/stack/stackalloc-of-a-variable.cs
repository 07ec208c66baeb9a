// mistake: the size of a stackalloc comes from a setting
using Bpf;

[BpfObject(License = "GPL")]
public static class Flexible
{
    static readonly int Size = 48;
    static byte s_first;

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path)
    {
        Span<byte> text = stackalloc byte[Size]; //!!
        BpfHelpers.ReadUserText(path, text);
        s_first = text[0];
        return 0;
    }
}
