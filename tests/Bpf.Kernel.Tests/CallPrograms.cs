using Bpf;
using Bpf.Vmlinux;

namespace Bpf.Kernel.Tests;

/// <summary>Programs at the entry and exit of system calls of one thread, and at tracepoints with their context.</summary>
[BpfObject(License = "GPL")]
public static unsafe class CallPrograms
{
    public struct OpenRecord // format of syscalls:sys_enter_openat
    {
        public ulong Common;
        public long Number;
        public long Directory;
        public byte* Path;
        public long Flags;
        public long Mode;
    }

    private const int Mode = 0x1A4; // Opened by the runtime itself, files have other modes.

    static readonly int Thread;
    static bool s_isOpening;
    static ulong s_opens;
    static ulong s_directories;
    static ulong s_flags;
    static ulong s_modes;
    static ulong s_paths;
    static int s_number;
    static ulong s_opened;
    static ulong s_failed;
    static long s_results;
    static ulong s_records;
    static ulong s_stacks;
    static ulong s_cookies;
    static ulong s_continued;

    [BpfMap(MaxEntries = 512)]
    static readonly BpfHashMap<int, ulong> Entered = new();

    [BpfMap(MaxEntries = 512)]
    static readonly BpfHashMap<int, ulong> Errors = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfStackTraceMap Stacks = new();

    [BpfMap]
    static readonly BpfPerfEventArray<ulong> Records = new();

    [BpfMap(MaxEntries = 1)]
    static readonly BpfProgramArray Next = new();

    [SyscallEnter("openat", AutoLoad = false)]
    public static int OnOpen(TracepointContext context, int directory, nuint path, int flags, ushort mode)
    {
        if (BpfHelpers.CurrentThreadId == Thread && mode == Mode)
        {
            s_isOpening = true;
            Interlocked.Increment(ref s_opens);
            Interlocked.Add(ref s_directories, (ulong)(uint)directory);
            Interlocked.Add(ref s_flags, (ulong)flags);
            Interlocked.Add(ref s_modes, mode);
            Span<byte> text = stackalloc byte[16];
            BpfHelpers.ReadUserText(path, text);
            Interlocked.Add(ref s_paths, text[1]);
            s_number = context.SystemCall;
        }

        return 0;
    }

    [SyscallExit("openat", AutoLoad = false)]
    public static int OnOpened(TracepointContext context, nint result)
    {
        if (BpfHelpers.CurrentThreadId == Thread && s_isOpening)
        {
            s_isOpening = false;
            Interlocked.Increment(ref s_opened);
            Interlocked.Add(ref s_failed, result < 0 ? 1UL : 0);
            Interlocked.Add(ref s_results, result);
        }

        return 0;
    }

    [SyscallEnter("*", AutoLoad = false)]
    public static int OnEnter(TracepointContext context, nuint first)
    {
        if (BpfHelpers.CurrentThreadId == Thread && first == 0xFFFF_FFFF_0000_1234)
        {
            int number = context.SystemCall;
            Entered.Update(number, (Entered.TryGetValue(number, out ulong count) ? count : 0) + 1);
        }

        return 0;
    }

    [SyscallExit("*", AutoLoad = false)]
    public static void OnExit(TracepointContext context, nint result)
    {
        int number = context.SystemCall;
        if (BpfHelpers.CurrentThreadId == Thread && result < 0 && Entered.TryGetValue(number, out ulong _))
        {
            Errors.Update(number, (Errors.TryGetValue(number, out ulong count) ? count : 0) + 1);
        }
    }

    [SyscallEnter("openat", Cookie = 1, AutoLoad = false)]
    [SyscallEnter("close", Cookie = 100, AutoLoad = false)]
    [SyscallEnter("getppid", Cookie = 10_000, AutoLoad = false)]
    public static int OnSeveral(TracepointContext context)
    {
        if (BpfHelpers.CurrentThreadId == Thread)
        {
            Entered.Update(context.SystemCall, (Entered.TryGetValue(context.SystemCall, out ulong count) ? count : 0) + context.AttachCookie);
        }

        return 0;
    }

    [SyscallEnter("openat2", AutoLoad = false)]
    public static int OnOpen2(int directory, byte* path, open_how* how)
    {
        if (BpfHelpers.CurrentThreadId == Thread && BpfHelpers.TryReadUser(&how->flags, out ulong flags))
        {
            Interlocked.Add(ref s_flags, flags);
        }

        return 0;
    }

    [Tracepoint("syscalls:sys_enter_openat", AutoLoad = false)]
    public static int OnRecord(TracepointContext context, in OpenRecord record)
    {
        if (BpfHelpers.CurrentThreadId == Thread && record.Mode == Mode)
        {
            Interlocked.Add(ref s_records, (ulong)record.Mode);
            Interlocked.Add(ref s_stacks, Stacks.Capture(context, BpfStackFlags.User) >= 0 ? 1UL : 0);
            Interlocked.Add(ref s_cookies, context.AttachCookie);
            Records.Output(context, s_records);
            Next.TailCall(context, 0);
        }

        return 0;
    }

    [Tracepoint(AutoLoad = false)]
    public static int OnNext(TracepointContext context)
    {
        Interlocked.Increment(ref s_continued);
        return 0;
    }
}
