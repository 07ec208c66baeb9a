// mistake: a session begins at the function itself
// attach: yes
using Bpf;

[BpfObject(License = "GPL")]
public static class AtOffset
{
    [UprobeSession("libc:getppid+4")] //!!
    public static SessionAction OnCall(UprobeSessionContext context) => SessionAction.RunAtReturn;
}
