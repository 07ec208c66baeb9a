// mistake: the registers of the traced thread are read-only
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Redirect
{
    [Uprobe("libc:exit")]
    public static int OnExit(UprobeContext context)
    {
        ulong* registers = (ulong*)context.Pointer;
        registers[14] = 0; //!!
        return 0;
    }
}
