// mistake: a dynptr is read that nothing points to
using Bpf;

[BpfObject(License = "GPL")]
public static class Uninitialized
{
    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context)
    {
        BpfDynptr record = default; //!!
        return record.TryRead(0, out int value) ? value : 0; //!!
    }
}
