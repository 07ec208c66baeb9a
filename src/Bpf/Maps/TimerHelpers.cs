namespace Bpf;

/// <summary>The kernel helpers of <see cref="BpfTimer"/>.</summary>
internal static class TimerHelpers
{
    [BpfHelper(169)] // bpf_timer_init
    internal static long Initialize(ref BpfTimer timer, BpfMapDeclaration map, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(171)] // bpf_timer_start
    internal static long Start(ref BpfTimer timer, ulong nanoseconds, ulong flags) => throw new BpfOnlyException();

    [BpfHelper(172)] // bpf_timer_cancel
    internal static long Cancel(ref BpfTimer timer) => throw new BpfOnlyException();
}
