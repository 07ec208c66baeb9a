using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Programs with several targets, or globs over kernel functions. They count reads and writes of one size by this process.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestSeveral
{
    static readonly int Own;
    static readonly ulong Bytes = 12345;
    static ulong s_calls;
    static ulong s_returns;
    static ulong s_cookies;
    static ulong s_value;
    static ulong s_address;
    static uint s_flags;
    static int s_refusal;

    [Kprobe("vfs_read", AutoLoad = false), Kprobe("vfs_write", AutoLoad = false)]
    public static void OnTransfer(KprobeContext context, GuestTracing.OpenFile* file, byte* buffer, nuint count)
    {
        if (IsOwn(count))
        {
            Interlocked.Increment(ref s_calls);
        }
    }

    [Kprobe("vfs_read", Cookie = 1, AutoLoad = false), Kprobe("vfs_write", Cookie = 100, AutoLoad = false)]
    public static void OnTransferCookie(KprobeContext context, GuestTracing.OpenFile* file, byte* buffer, nuint count)
    {
        if (IsOwn(count))
        {
            Interlocked.Increment(ref s_calls);
            s_cookies += context.Cookie;
        }
    }

    [Kretprobe("vfs_read", AutoLoad = false), Kretprobe("vfs_write", AutoLoad = false)]
    public static void AfterTransfer(KretprobeContext context, long result)
    {
        if (IsOwn((ulong)result))
        {
            Interlocked.Increment(ref s_calls);
        }
    }

    [KprobeSession("vfs_read", Cookie = 1, AutoLoad = false), KprobeSession("vfs_writ?", Cookie = 100, AutoLoad = false)]
    public static SessionAction InTransfer(KprobeSessionContext context, GuestTracing.OpenFile* file, byte* buffer, nuint count)
    {
        if (context.IsReturn)
        {
            Interlocked.Increment(ref s_returns);
            return SessionAction.RunAtReturn;
        }

        if (!IsOwn(count))
        {
            return SessionAction.SkipReturn;
        }

        Interlocked.Increment(ref s_calls);
        s_cookies += context.AttachCookie;
        return SessionAction.RunAtReturn;
    }

    [Kprobe("vfs_write", AutoLoad = false), Kprobe("vfs_*", AutoLoad = false)]
    public static void OnFileFunction(KprobeContext context, ulong first, ulong second, ulong third)
    {
        if (IsOwn(third))
        {
            Interlocked.Increment(ref s_calls);
        }
    }

    [Kprobe("*", AutoLoad = false)]
    public static void OnAnything() => s_calls = 1;

    [Fentry("vfs_read", AutoLoad = false), Fentry("vfs_write", AutoLoad = false)]
    public static void OnTypedTransfer(FentryContext context, GuestTracing.OpenFile* file, byte* buffer, nuint count)
    {
        if (IsOwn(count))
        {
            Interlocked.Increment(ref s_calls);
            s_flags |= file->Flags & 3;
        }
    }

    [Fexit("vfs_read", Cookie = 1, AutoLoad = false), Fexit("vfs_write", Cookie = 100, AutoLoad = false)]
    public static void AfterTypedTransfer(FexitContext context, GuestTracing.OpenFile* file, byte* buffer, nuint count)
    {
        if (IsOwn(count))
        {
            Interlocked.Increment(ref s_calls);
            s_cookies += context.AttachCookie;
            s_value += context.ReturnValue;
        }
    }

    [Fentry("vfs_read", AutoLoad = false), Fentry("there_is_no_such_function", AutoLoad = false)]
    public static void OnMissing() => s_calls = 1;

    [Fentry("vfs_*", Cookie = 1, AutoLoad = false), Fentry("vfs_write", Cookie = 100, AutoLoad = false)]
    public static void OnTraced(FentryContext context)
    {
        if (IsOwn(context.Argument(2)))
        {
            Interlocked.Increment(ref s_calls);
            s_cookies += context.AttachCookie;
            s_value += (ulong)context.ArgumentCount;
            s_flags |= Core.Read(in ((GuestTracing.OpenFile*)context.Argument(0))->Flags) & 3;
            s_address = context.FunctionAddress;
        }
    }

    [Fentry("vfs_*", AutoLoad = false)]
    public static void OnTracedPlainly()
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Interlocked.Increment(ref s_calls);
        }
    }

    [Fexit("vfs_*", AutoLoad = false)]
    public static void AfterTraced(FexitContext context)
    {
        if (IsOwn(context.Argument(2)))
        {
            Interlocked.Increment(ref s_calls);
            s_value += context.ReturnValue;
        }
    }

    [Fsession("vfs_*", AutoLoad = false)]
    public static void AroundTraced(FsessionContext context)
    {
        if (!IsOwn(context.Argument(2)))
        {
            return;
        }

        if (context.IsReturn)
        {
            Interlocked.Increment(ref s_returns);
            s_value += context.Shared;
            return;
        }

        Interlocked.Increment(ref s_calls);
        context.Shared = 3;
    }

    [Lsm("inode_unlink", AutoLoad = false), Lsm("inode_rmdir", AutoLoad = false)]
    public static int OnRemoval(LsmContext context)
    {
        if (BpfHelpers.CurrentProcessId != Own)
        {
            return 0;
        }

        Interlocked.Increment(ref s_calls);
        return s_refusal < 0 ? -1 : 0;
    }

    private static bool IsOwn(ulong count) => BpfHelpers.CurrentProcessId == Own && count == Bytes;
}
