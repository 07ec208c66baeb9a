// mistake: nothing catches an exception in the kernel
using Bpf;

[BpfObject(License = "GPL")]
public static class Throwing
{
    static int Checked(int descriptor) => descriptor >= 0 ? descriptor : throw new ArgumentOutOfRangeException(nameof(descriptor)); //!!

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => Checked(descriptor);
}
