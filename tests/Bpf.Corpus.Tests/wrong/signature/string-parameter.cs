// mistake: text of the process arrives as an address
using Bpf;

[BpfObject(License = "GPL")]
public static class Text
{
    [Uprobe("libc:puts")]
    public static int OnPuts(UprobeContext context, string text) => text.Length; //!!
}
