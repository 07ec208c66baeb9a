using System.Threading;
using Bpf;

namespace Consumer;

/// <summary>Counts calls of one libc function and keeps the last argument.</summary>
[BpfObject(License = "GPL")]
public static class Probes
{
    [BpfMap(MaxEntries = 16)]
    static readonly BpfHashMap<int, ulong> Last = new();

    static ulong s_calls;

    [Uprobe("libc:labs")]
    public static int OnAbs(UprobeContext context, nuint value)
    {
        Interlocked.Increment(ref s_calls);
        Last.Update(1, value);
        return 0;
    }
}
