// mistake: string members, although the string is a constant
using Bpf;

[BpfObject(License = "GPL")]
public static class Constant
{
    const string Prefix = "/proc/";

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path)
    {
        Span<byte> text = stackalloc byte[16];
        BpfHelpers.ReadUserText(path, text);
        return text[0] == Prefix[0] ? 1 : 0; //!!
    }
}
