// mistake: the kernel does not know the format N0
using Bpf;

[BpfObject(License = "GPL")]
public static class Format
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, ulong length)
    {
        BpfHelpers.Print($"{length:N0} bytes"); //!!
        return 0;
    }
}
