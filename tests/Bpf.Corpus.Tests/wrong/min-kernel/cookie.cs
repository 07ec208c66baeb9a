// mistake: cookies need Linux 5.15
// props: BpfMinKernel=5.10
// shows: needs 5.15
using Bpf;

[BpfObject(License = "GPL")]
public static class Cookies
{
    static ulong s_cookie;

    [Uprobe("libc:read", Cookie = 7)]
    public static int OnRead(UprobeContext context)
    {
        s_cookie = context.Cookie; //!!
        return 0;
    }
}
