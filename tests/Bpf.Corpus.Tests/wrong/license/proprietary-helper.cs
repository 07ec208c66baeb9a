// mistake: the helper is only for programs with a GPL license
using Bpf;

[BpfObject(License = "Proprietary")]
public static class Closed
{
    static int s_found;

    [Uprobe("libc:open")]
    public static int OnOpen(UprobeContext context, nuint path)
    {
        if (BpfHelpers.TryReadUser(path, out byte first) && first == '/') //!!
            s_found++;
        return 0;
    }
}
