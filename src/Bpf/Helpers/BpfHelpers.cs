namespace Bpf;

/// <summary>What a BPF program may ask the kernel, in C# form.</summary>
public static unsafe partial class BpfHelpers
{
    /// <summary>Process id (thread group id) of the current task in the initial pid namespace.</summary>
    public static int CurrentProcessId => (int)(GetCurrentPidTgid() >> 32);

    /// <summary>Thread id of the current task in the initial pid namespace.</summary>
    public static int CurrentThreadId => (int)GetCurrentPidTgid();

    /// <summary>Effective user id of the current task.</summary>
    public static uint CurrentUserId => (uint)GetCurrentUidGid();

    /// <summary>Number of the CPU the program runs on.</summary>
    public static uint CurrentCpu => GetSmpProcessorId();

    /// <summary>Nanoseconds since boot, without suspend time (<c>CLOCK_MONOTONIC</c>).</summary>
    public static ulong MonotonicNanoseconds => KtimeGetNs();

    [BpfHelper(5)] // bpf_ktime_get_ns
    private static ulong KtimeGetNs() => throw new BpfOnlyException();

    [BpfHelper(8)] // bpf_get_smp_processor_id
    private static uint GetSmpProcessorId() => throw new BpfOnlyException();

    [BpfHelper(14)] // bpf_get_current_pid_tgid
    private static ulong GetCurrentPidTgid() => throw new BpfOnlyException();

    [BpfHelper(15)] // bpf_get_current_uid_gid
    private static ulong GetCurrentUidGid() => throw new BpfOnlyException();

    [BpfHelper(16)] // bpf_get_current_comm
    private static long GetCurrentComm(void* buffer, uint size) => throw new BpfOnlyException();

    /// <summary>Writes the current task's command name, at most 15 characters and a NUL (<c>bpf_get_current_comm</c>, kernel 4.2).</summary>
    /// <param name="buffer">Memory of at least <paramref name="size"/> bytes.</param>
    /// <param name="size">Size of the memory in bytes, a constant; 16 holds every name.</param>
    /// <returns>0, or a negative errno.</returns>
    public static long CurrentCommand(byte* buffer, uint size) => GetCurrentComm(buffer, size);
}
