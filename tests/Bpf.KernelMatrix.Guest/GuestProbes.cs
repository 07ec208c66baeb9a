using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>The probes whose behavior is compared between kernels.</summary>
[BpfObject(License = "GPL")]
public static class GuestProbes
{
    public struct Call
    {
        public int ProcessId;
        public int A;
        public long B;
    }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, ulong> CallsByProcess = new();

    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<Call> Calls = new();

    static readonly ulong Step = 1;
    static ulong s_entries;
    static ulong s_returns;
    static ulong s_mallocs;
    static long s_lastResult;
    static ulong s_cookie;
    static ulong s_both;
    static ulong s_points;
    static long s_narrow;
    static long s_wide;
    static long s_inMemory;
    static ulong s_sessionEntries;
    static ulong s_sessionReturns;
    static ulong s_kernelCalls;
    static ulong s_kernelReturns;
    static readonly int Own;

    [Uprobe]
    public static int OnAdd(UprobeContext context, int a, long b)
    {
        Interlocked.Add(ref s_entries, Step);
        int processId = BpfHelpers.CurrentProcessId;
        if (CallsByProcess.TryGetRef(processId, out BpfRef<ulong> calls))
        {
            Interlocked.Increment(ref calls.Value);
        }
        else
        {
            CallsByProcess.Update(processId, 1);
        }

        if (Calls.TryReserve(out BpfRef<Call> call))
        {
            call.Value.ProcessId = processId;
            call.Value.A = a;
            call.Value.B = b;
            Calls.Submit(call);
        }

        return 0;
    }

    [Uretprobe]
    public static int OnAddReturn(UretprobeContext context, long result)
    {
        Interlocked.Add(ref s_returns, Step);
        s_lastResult = result;
        return 0;
    }

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, nuint size)
    {
        if (size == 123_456)
        {
            Interlocked.Increment(ref s_mallocs);
        }

        return 0;
    }

    [Uprobe(AutoLoad = false)]
    public static int OnAddCookie(UprobeContext context)
    {
        s_cookie = context.Cookie;
        return 0;
    }

    [Uprobe("traced:add"), Uprobe("traced:twice")]
    public static int OnBoth(UprobeContext context)
    {
        Interlocked.Increment(ref s_both);
        return 0;
    }

    [Usdt("traced:matrix:call")]
    public static int OnPoint(UsdtContext context, int narrow, long wide, int inMemory)
    {
        Interlocked.Increment(ref s_points);
        Interlocked.Add(ref s_narrow, narrow);
        Interlocked.Add(ref s_wide, wide);
        Interlocked.Add(ref s_inMemory, inMemory);
        return 0;
    }

    [UprobeSession("traced:add", AutoLoad = false)]
    public static int OnSession(UprobeSessionContext context)
    {
        if (context.IsReturn)
        {
            Interlocked.Increment(ref s_sessionReturns);
        }
        else
        {
            Interlocked.Increment(ref s_sessionEntries);
        }

        return 0;
    }

    [Kprobe("vfs_unlink", AutoLoad = false)]
    public static int OnUnlink(KprobeContext context)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Interlocked.Increment(ref s_kernelCalls);
        }

        return 0;
    }

    [Kretprobe("vfs_unlink", AutoLoad = false)]
    public static int OnUnlinkReturn(KretprobeContext context, int result)
    {
        if (BpfHelpers.CurrentProcessId == Own && result == 0)
        {
            Interlocked.Increment(ref s_kernelReturns);
        }

        return 0;
    }
}
