using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>A sample of a perf event, with the state of the interrupted thread; first parameter of a <see cref="PerfEventAttribute"/> method.</summary>
[BtfName("bpf_perf_event_data")]
public readonly unsafe ref struct PerfEventContext : IBpfContext
{
    private readonly void* _context; // struct bpf_perf_event_data *

    internal PerfEventContext(void* context) => _context = context;

    /// <summary>The context itself (<c>struct bpf_perf_event_data *</c>, which begins with the registers), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Address of the interrupted instruction, in the kernel or in user space.</summary>
    public ulong InstructionPointer => ContextRegisters.InstructionPointer(_context);

    /// <summary>True when the sample interrupted code of user space, false for code of the kernel.</summary>
    public bool IsUser => (long)InstructionPointer >= 0; // On both architectures the kernel has the upper half of the addresses.

    /// <summary>Stack pointer of the interrupted code.</summary>
    public ulong StackPointer => ContextRegisters.StackPointer(_context);

    /// <summary>Frame pointer register of the interrupted code; meaningful if it was built with frame pointers.</summary>
    public ulong FramePointer => ContextRegisters.FramePointer(_context);

    /// <summary>Events since the last sample; nanoseconds for clocks.</summary>
    public ulong SamplePeriod => ContextRegisters.SamplePeriod(_context);

    /// <summary>
    /// What the event is about: the address that faulted, the address of the breakpoint, or for hardware events that record it the address that was accessed
    /// (kernel 4.18). 0 for others.
    /// </summary>
    public ulong Address => ContextRegisters.SampleAddress(_context);

    /// <summary>The cookie passed at attach (<c>bpf_get_attach_cookie</c>, kernel 5.15), 0 if none.</summary>
    [BpfCalls("bpf_get_attach_cookie")]
    public ulong Cookie => ContextHelpers.GetAttachCookie(_context);

    /// <summary>
    /// Reads the counter of the event that runs the program (<c>bpf_perf_prog_read_value</c>, kernel 4.15). Fails for the events of a process, whose parts
    /// are spread over its threads; those of a thread, a CPU or a cgroup can be read.
    /// </summary>
    /// <param name="value">The counter, or the default.</param>
    /// <returns>False when it cannot be read.</returns>
    [BpfCalls("bpf_perf_prog_read_value")]
    public bool TryReadValue(out PerfEventValue value)
    {
        value = default;
        fixed (PerfEventValue* target = &value)
        {
            return BpfHelpers.PerfProgReadValue(_context, target, (uint)sizeof(PerfEventValue)) == 0;
        }
    }

    /// <summary>Copies the return addresses of a stack (<c>bpf_get_stack</c>, kernel 4.18). GPL-compatible programs only.</summary>
    /// <param name="addresses">
    /// Receives the addresses, innermost first. Its length must be a constant or have an upper bound that the verifier can determine.
    /// </param>
    /// <param name="flags">Which stack to copy.</param>
    /// <returns>How many bytes were copied, eight for each address, or a negative errno: -EFAULT when there is no such stack.</returns>
    [BpfCalls("bpf_get_stack")]
    public long CopyStack(Span<ulong> addresses, BpfStackFlags flags = BpfStackFlags.User)
    {
        fixed (ulong* target = &MemoryMarshal.GetReference(addresses))
        {
            return BpfHelpers.GetStack(_context, target, (uint)addresses.Length * sizeof(ulong), (ulong)flags);
        }
    }
}
