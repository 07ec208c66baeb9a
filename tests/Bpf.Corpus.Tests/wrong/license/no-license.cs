// mistake: without a license the GPL-only helper is missing
using Bpf;

[BpfObject]
public static class Unlicensed
{
    static int s_thread;

    [Uprobe("libc:read")]
    public static unsafe int OnRead(UprobeContext context)
    {
        ulong value = 0;
        BpfHelpers.ProbeReadKernel(&value, 8, (void*)BpfHelpers.GetCurrentTask()); //!!
        s_thread = (int)value;
        return 0;
    }
}
