// mistake: uprobe sessions need Linux 6.13
// props: BpfMinKernel=6.6
// shows: needs 6.13
using Bpf;

[BpfObject(License = "GPL")]
public static class Sessions
{
    [UprobeSession("libc:read")] //!!
    public static SessionAction OnRead(UprobeSessionContext context) => SessionAction.SkipReturn; //!!
}
