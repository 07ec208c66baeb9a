using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Programs on hooks of the kernel that this host has: tracepoints, packets of loopback, a socket.</summary>
[BpfObject(License = "GPL")]
public static class KernelHooks
{
    private const uint HeaderBytes = 14 + 20 + 8; // Ethernet, IPv4 without options, UDP

    public unsafe struct TaskRename // format of task:task_rename
    {
        public ulong Common;
        public int ProcessId;
        public fixed byte OldName[16];
        public fixed byte NewName[16];
    }

    static readonly int Watched;
    static readonly ushort Port;
    static ulong s_renames;
    static ulong s_rawRenames;
    static ulong s_cookie;
    static ulong s_packets;
    static int s_lastThread;

    [Tracepoint("task:task_rename")]
    public static int OnRename(in TaskRename rename)
    {
        if (BpfHelpers.CurrentProcessId == Watched)
        {
            Interlocked.Increment(ref s_renames);
            s_lastThread = rename.ProcessId;
        }

        return 0;
    }

    [RawTracepoint("task_rename")]
    public static unsafe int OnRawRename(RawTracepointContext context)
    {
        if (BpfHelpers.CurrentProcessId == Watched)
        {
            Interlocked.Increment(ref s_rawRenames);
            s_cookie = BpfHelpers.GetAttachCookie(context.Pointer);
        }

        return 0;
    }

    [RawTracepoint("task_rename", AutoLoad = false)]
    public static unsafe void OnTypedRename(RawTracepointContext context, KernelObjects.Task* task, byte* name)
    {
        if (Core.Read(in task->Tgid) == Watched && BpfHelpers.TryReadKernel(name, out byte first))
        {
            Interlocked.Increment(ref s_rawRenames);
            s_cookie = first;
        }
    }

    [WritableRawTracepoint("bpf_test_finish", AutoLoad = false)]
    public static unsafe void OnTestFinish(RawTracepointContext context, int* error)
    {
        if (BpfHelpers.CurrentThreadId == Watched)
        {
            s_cookie = (ulong)(*error + 100);
            *error = -5;
        }
    }

    [Xdp]
    public static int OnPacket(XdpContext context)
    {
        if (context.TryGetRef(36, out BpfRef<ushort> port) && port.Value == Port)
        {
            Interlocked.Increment(ref s_packets);
        }

        return (int)XdpAction.Pass;
    }

    [SocketFilter]
    public static int OnlyEven(SocketFilterContext context)
        => context.TryRead(8, out byte first) && (first & 1) == 0 ? (int)context.Length : 0;
}
