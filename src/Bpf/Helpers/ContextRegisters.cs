namespace Bpf;

/// <summary>
/// Reads of the interrupted registers; the compiler knows the offset of each register in <c>struct pt_regs</c> of the target architecture.
/// </summary>
internal static unsafe class ContextRegisters
{
    [BpfIntrinsic("register.instruction-pointer")]
    internal static ulong InstructionPointer(void* context) => throw new BpfOnlyException();

    [BpfIntrinsic("register.stack-pointer")]
    internal static ulong StackPointer(void* context) => throw new BpfOnlyException();

    [BpfIntrinsic("register.frame-pointer")]
    internal static ulong FramePointer(void* context) => throw new BpfOnlyException();

    [BpfIntrinsic("register.return-value")]
    internal static ulong ReturnValue(void* context) => throw new BpfOnlyException();

    // The two words that struct bpf_perf_event_data has after the registers.
    [BpfIntrinsic("register.sample-period")]
    internal static ulong SamplePeriod(void* context) => throw new BpfOnlyException();

    [BpfIntrinsic("register.sample-address")]
    internal static ulong SampleAddress(void* context) => throw new BpfOnlyException();
}
