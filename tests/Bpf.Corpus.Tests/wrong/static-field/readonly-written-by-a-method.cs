// mistake: a method writes through the reference to a readonly field that it is given
using System.Runtime.CompilerServices;
using Bpf;

[BpfObject(License = "GPL")]
public static class Raised
{
    struct Limits { public ulong Low, High; }

    static readonly Limits Both;

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor)
    {
        Raise(ref Unsafe.AsRef(in Both.High), (ulong)descriptor); //!!
        return 0;
    }

    static void Raise(ref ulong limit, ulong value) => limit = value;
}
