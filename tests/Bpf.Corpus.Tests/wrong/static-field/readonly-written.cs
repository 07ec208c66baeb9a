// mistake: a readonly field is written through Unsafe
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Frozen
{
    static readonly ulong Limit = 100;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Unsafe.AsRef(in Limit) = (ulong)descriptor; //!!
        return 0;
    }
}
