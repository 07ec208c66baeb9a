namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class SwitchDispatch
{
    static ulong s_reads;
    static ulong s_writes;
    static ulong s_opens;
    static ulong s_others;
    static ulong s_bytes;

    [Uprobe]
    public static int OnCall(UprobeContext context, int operation, ulong size)
    {
        switch (operation)
        {
            case 0:
                Interlocked.Increment(ref s_reads);
                Interlocked.Add(ref s_bytes, size);
                break;
            case 1:
                Interlocked.Increment(ref s_writes);
                Interlocked.Add(ref s_bytes, size);
                break;
            case 2:
            case 257:
                Interlocked.Increment(ref s_opens);
                break;
            default:
                Interlocked.Increment(ref s_others);
                return 1;
        }

        return 0;
    }
}
