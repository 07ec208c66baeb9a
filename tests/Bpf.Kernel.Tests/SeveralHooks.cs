using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs with several targets in the kernel each; they count what one thread does.</summary>
[BpfObject(License = "GPL")]
public static unsafe class SeveralHooks
{
    static readonly int Watched;
    static ulong s_calls;
    static ulong s_cookies;

    [Tracepoint("syscalls:sys_enter_getpgid", Cookie = 1, AutoLoad = false), Tracepoint("syscalls:sys_enter_getsid", Cookie = 100, AutoLoad = false)]
    public static void OnEither(in byte record)
    {
        fixed (byte* context = &record)
        {
            Count(BpfHelpers.GetAttachCookie(context));
        }
    }

    [Tracepoint("syscalls:sys_*_getsid", Cookie = 1, AutoLoad = false), Tracepoint("syscalls:sys_enter_gets?d", Cookie = 10_000, AutoLoad = false)]
    public static void OnPattern(in byte record)
    {
        fixed (byte* context = &record)
        {
            Count(BpfHelpers.GetAttachCookie(context));
        }
    }

    [Tracepoint("syscalls:sys_enter_getsid", AutoLoad = false), Tracepoint("syscalls:sys_enter_no_such", AutoLoad = false)]
    public static void OnMissing() => Count(0);

    [Tracepoint("syscalls:no_*", AutoLoad = false)]
    public static void OnNone() => Count(0);

    [Tracepoint("*:*", AutoLoad = false)]
    public static void OnAll() => Count(0);

    [RawTracepoint("task_rename", Cookie = 1, AutoLoad = false), RawTracepoint("task_prctl_unknown", Cookie = 100, AutoLoad = false)]
    public static void OnRaw(RawTracepointContext context) => Count(context.AttachCookie);

    [BtfTracepoint("task_rename", Cookie = 1, AutoLoad = false), BtfTracepoint("task_prctl_unknown", Cookie = 100, AutoLoad = false)]
    public static void OnTyped(BtfTracepointContext context) => Count(context.AttachCookie);

    private static void Count(ulong cookie)
    {
        if (BpfHelpers.CurrentThreadId == Watched)
        {
            Interlocked.Increment(ref s_calls);
            Interlocked.Add(ref s_cookies, cookie);
        }
    }
}
