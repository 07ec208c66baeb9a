// mistake: none: a readonly field is read through a reference
using System.Runtime.CompilerServices;
using System.Threading;
using Bpf;

[BpfObject(License = "GPL")]
public static class Read
{
    static readonly ulong Limit = 100;
    static ulong s_above;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        if ((ulong)descriptor > Volatile.Read(ref Unsafe.AsRef(in Limit)))
        {
            Unsafe.AsRef(in s_above)++;
        }

        return 0;
    }
}
