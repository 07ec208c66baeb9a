using Bpf;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Kernel programs.</summary>
[BpfObject(License = "GPL")]
public static unsafe class GuestTracing
{
    [KernelStruct("task_struct")]
    public struct Task
    {
        public int Tgid;
        public fixed byte Comm[16];
    }

    [KernelStruct("file")]
    public struct OpenFile
    {
        [KernelField("f_flags")] public uint Flags;
    }

    [KernelStruct("socket")]
    public struct Socket
    {
        public short Type;
    }

    static readonly int Own;
    static readonly ulong ReadBytes = 12345;
    static ulong s_calls;
    static ulong s_entries;
    static ulong s_value;
    static ulong s_arguments;
    static ulong s_cookie;
    static ulong s_address;
    static uint s_flags;
    static int s_refusal;

    [Fentry("vfs_read", AutoLoad = false)]
    public static void OnRead(FentryContext context, OpenFile* file, byte* buffer, nuint count)
    {
        if (BpfHelpers.CurrentProcessId == Own && count == ReadBytes)
        {
            Interlocked.Increment(ref s_calls);
            s_flags = file->Flags;
        }
    }

    [Fentry("vfs_read", AutoLoad = false)]
    public static void OnReadCookie(FentryContext context, OpenFile* file, byte* buffer, nuint count)
    {
        if (BpfHelpers.CurrentProcessId == Own && count == ReadBytes)
        {
            s_cookie = context.AttachCookie;
            s_arguments = (ulong)context.ArgumentCount;
        }
    }

    [Fexit("vfs_read", AutoLoad = false)]
    public static void AfterRead(FexitContext context, OpenFile* file, byte* buffer, nuint count)
    {
        if (BpfHelpers.CurrentProcessId == Own && count == ReadBytes)
        {
            Interlocked.Increment(ref s_calls);
            s_value += context.ReturnValue;
        }
    }

    [Fsession("vfs_read", AutoLoad = false)]
    public static void AroundRead(FsessionContext context, OpenFile* file, byte* buffer, nuint count)
    {
        if (BpfHelpers.CurrentProcessId != Own || count != ReadBytes)
        {
            return;
        }

        if (!context.IsReturn)
        {
            Interlocked.Increment(ref s_entries);
            context.Shared = 3;
            return;
        }

        Interlocked.Increment(ref s_calls);
        s_value += context.ReturnValue;
        s_arguments += context.Shared;
        s_flags = file->Flags;
    }

    [KprobeSession("vfs_read", AutoLoad = false)]
    public static SessionAction InRead(KprobeSessionContext context, OpenFile* file, byte* buffer, nuint count)
    {
        if (context.IsReturn)
        {
            Interlocked.Increment(ref s_calls);
            s_value += context.ReturnValue;
            s_arguments += context.Shared;
            return SessionAction.RunAtReturn;
        }

        if (BpfHelpers.CurrentProcessId != Own || count != ReadBytes)
        {
            return SessionAction.SkipReturn;
        }

        Interlocked.Increment(ref s_entries);
        context.Shared = 3;
        return SessionAction.RunAtReturn;
    }

    [SyscallEnter("copy_file_range", AutoLoad = false)]
    public static void OnCopyTraced(TracepointContext context, int from, ulong* fromOffset, int to, nuint toOffset, nuint length, uint flags)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Interlocked.Increment(ref s_calls);
            s_value = (ulong)from + ((ulong)to << 16);
            s_address = (ulong)fromOffset + ((ulong)toOffset << 16);
            s_arguments = length;
            s_flags = flags;
            s_entries = (ulong)context.SystemCall;
        }
    }

    [SyscallExit("copy_file_range", AutoLoad = false)]
    [SyscallExit("getppid", AutoLoad = false)]
    public static void AfterCallsTraced(TracepointContext context, nint result)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Interlocked.Increment(ref s_calls);
            s_value += (ulong)-Math.Min(result, 0);
            s_entries += (ulong)context.SystemCall;
        }
    }

    [SyscallEnter("*", AutoLoad = false)]
    public static void OnCall(TracepointContext context, nuint first, nuint second)
    {
        if (BpfHelpers.CurrentProcessId == Own && (int)first == 901 && second == 0x1111)
        {
            Interlocked.Increment(ref s_calls);
            s_entries += (ulong)context.SystemCall;
        }
    }

    [Ksyscall("copy_file_range", AutoLoad = false)]
    public static void OnCopy(KprobeContext context, int from, ulong fromOffset, int to, ulong toOffset, nuint length, uint flags)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Interlocked.Increment(ref s_calls);
            s_value = (ulong)from + ((ulong)to << 16);
            s_address = fromOffset + (toOffset << 16);
            s_arguments = length;
            s_flags = flags;
        }
    }

    [Kretsyscall("copy_file_range", AutoLoad = false)]
    public static void AfterCopy(KretprobeContext context, long result)
    {
        if (BpfHelpers.CurrentProcessId == Own)
        {
            Interlocked.Increment(ref s_calls);
            s_value += (ulong)-result;
        }
    }

    [RawTracepoint("task_rename", AutoLoad = false)]
    public static void OnRawRename(RawTracepointContext context, Task* task, byte* name)
    {
        if (Core.Read(in task->Tgid) == Own && BpfHelpers.TryReadKernel(name, out byte first))
        {
            Interlocked.Increment(ref s_calls);
            s_value += first;
        }
    }

    [FmodRet("security_inode_unlink", AutoLoad = false)]
    public static int InsteadOfUnlink(FmodRetContext context)
    {
        if (BpfHelpers.CurrentProcessId != Own)
        {
            return 0;
        }

        Interlocked.Increment(ref s_calls);
        return s_refusal;
    }

    [Lsm("inode_unlink", AutoLoad = false)]
    public static int OnUnlink(LsmContext context)
    {
        if (BpfHelpers.CurrentProcessId != Own)
        {
            return 0;
        }

        Interlocked.Increment(ref s_calls);
        return s_refusal < 0 ? -1 : 0;
    }

    [LsmCgroup("socket_bind", AutoLoad = false)]
    public static bool OnBind(LsmContext context, Socket* socket)
    {
        Interlocked.Increment(ref s_calls);
        s_value = (ulong)socket->Type;
        return s_refusal == 0;
    }

    [BtfTracepoint("task_rename", AutoLoad = false)]
    public static void OnRename(Task* task, byte* name)
    {
        if (task->Tgid == Own)
        {
            Interlocked.Increment(ref s_calls);
        }
    }

    [PerfEvent(SoftwareEvent.PageFaults, Period = 1, AutoLoad = false)]
    public static void OnFault(PerfEventContext context)
    {
        Interlocked.Increment(ref s_calls);
        s_value += context.SamplePeriod;
        s_address = context.Address;
    }

    [PerfEvent(AutoLoad = false)]
    public static void OnSample(PerfEventContext context)
    {
        Interlocked.Increment(ref s_calls);
        s_address = context.Address;
    }

    [PerfEvent(AutoLoad = false)]
    public static void OnSampleCookie(PerfEventContext context)
    {
        Interlocked.Increment(ref s_calls);
        s_address = context.Address;
        s_cookie = context.Cookie;
    }

    [PerfEvent(SoftwareEvent.CpuClock, Frequency = 500, AutoLoad = false)]
    public static void OnClock(PerfEventContext context)
    {
        Interlocked.Increment(ref s_calls);
        s_value += context.SamplePeriod;
    }

    [Iterator("task", AutoLoad = false)]
    public static void ListTasks(IteratorContext context, Task* task)
    {
        if (task != null && task->Tgid == Own)
        {
            context.Output.Print($"{task->Tgid} at {context.Index > 0:d}\n");
        }
    }
}
