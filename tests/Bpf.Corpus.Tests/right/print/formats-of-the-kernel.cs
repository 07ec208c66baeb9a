// mistake: none: formats that the kernel knows
using Bpf;

[BpfObject(License = "GPL")]
public static class Format
{
    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, ulong length)
    {
        BpfHelpers.Print($"fd {descriptor}: {length:x8} bytes of {BpfHelpers.CurrentProcessId}");
        return 0;
    }
}
