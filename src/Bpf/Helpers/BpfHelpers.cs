namespace Bpf;

/// <summary>The kernel helpers available to BPF programs, in C# form.</summary>
public static unsafe partial class BpfHelpers
{
    /// <summary>Process id (thread group id) of the current task in the initial pid namespace.</summary>
    [BpfCalls("bpf_get_current_pid_tgid")]
    public static int CurrentProcessId => (int)(GetCurrentPidTgid() >> 32);

    /// <summary>Thread id of the current task in the initial pid namespace.</summary>
    [BpfCalls("bpf_get_current_pid_tgid")]
    public static int CurrentThreadId => (int)GetCurrentPidTgid();

    /// <summary>Effective user id of the current task.</summary>
    [BpfCalls("bpf_get_current_uid_gid")]
    public static uint CurrentUserId => (uint)GetCurrentUidGid();

    /// <summary>Number of the CPU the program runs on.</summary>
    [BpfCalls("bpf_get_smp_processor_id")]
    public static uint CurrentCpu => GetSmpProcessorId();

    /// <summary>Nanoseconds since boot, without suspend time (<c>CLOCK_MONOTONIC</c>).</summary>
    [BpfCalls("bpf_ktime_get_ns")]
    public static ulong MonotonicNanoseconds => KtimeGetNs();
}
