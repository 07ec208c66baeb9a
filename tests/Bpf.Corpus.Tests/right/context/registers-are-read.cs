// mistake: none: the registers are only read, and a copy is written
using Bpf;

[BpfObject(License = "GPL")]
public static unsafe class Registers
{
    static ulong s_last;

    [Uprobe("libc:exit")]
    public static int OnExit(UprobeContext context)
    {
        ulong* registers = (ulong*)context.Pointer;
        ulong* copy = stackalloc ulong[2];
        copy[0] = registers[14];
        copy[1] = ((uint*)registers)[29];
        copy[0] = copy[0] + copy[1];
        s_last = copy[0];
        return 0;
    }
}
