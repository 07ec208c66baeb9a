// mistake: text is concatenated
using Bpf;

[BpfObject(License = "GPL")]
public static class Joined
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        string text = "fd " + descriptor; //!!
        return text.Length; //!!
    }
}
