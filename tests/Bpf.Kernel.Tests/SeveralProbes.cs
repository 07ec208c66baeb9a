using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs with several probes each; the tests set the path.</summary>
[BpfObject(License = "GPL")]
public static class SeveralProbes
{
    static ulong s_either;
    static ulong s_cookies;
    static ulong s_returns;
    static ulong s_own;

    [Uprobe("calls:add", Cookie = 1), Uprobe("calls:mix", Cookie = 100)]
    public static int OnEither(UprobeContext context)
    {
        Interlocked.Increment(ref s_either);
        Interlocked.Add(ref s_cookies, context.Cookie);
        return 0;
    }

    [Uretprobe("calls:add"), Uretprobe("calls:m?x"), Uretprobe("calls:fail_if_negative")]
    public static int OnReturn(UretprobeContext context)
    {
        Interlocked.Increment(ref s_returns);
        return 0;
    }

    [Uprobe("calls:add", ProcessId = 0)]
    public static int OnOwnAdd(UprobeContext context)
    {
        Interlocked.Increment(ref s_own);
        return 0;
    }
}
