namespace Bpf;

/// <summary>Stack traces by id (<c>BPF_MAP_TYPE_STACK_TRACE</c>, kernel 4.6), with up to 127 return addresses each.</summary>
public sealed unsafe class BpfStackTraceMap : BpfMapDeclaration
{
    /// <summary>Stores the current stack and returns its id (<c>bpf_get_stackid</c>).</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="flags">Which stack to capture, and how.</param>
    /// <returns>The id of the stack, or a negative errno: -EEXIST on a collision, -EFAULT when there is no stack.</returns>
    [BpfCalls("bpf_get_stackid")]
    public long Capture(UprobeContext context, BpfStackFlags flags = BpfStackFlags.User) => BpfHelpers.GetStackid(context.Pointer, this, (ulong)flags);

    /// <inheritdoc cref="Capture(UprobeContext, BpfStackFlags)"/>
    [BpfCalls("bpf_get_stackid")]
    public long Capture(UretprobeContext context, BpfStackFlags flags = BpfStackFlags.User) => BpfHelpers.GetStackid(context.Pointer, this, (ulong)flags);

    /// <inheritdoc cref="Capture(UprobeContext, BpfStackFlags)"/>
    [BpfCalls("bpf_get_stackid")]
    public long Capture(PerfEventContext context, BpfStackFlags flags = BpfStackFlags.User) => BpfHelpers.GetStackid(context.Pointer, this, (ulong)flags);

    /// <inheritdoc cref="Capture(UprobeContext, BpfStackFlags)"/>
    [BpfCalls("bpf_get_stackid")]
    public long Capture(TracepointContext context, BpfStackFlags flags = BpfStackFlags.User) => BpfHelpers.GetStackid(context.Pointer, this, (ulong)flags);

    /// <inheritdoc cref="Capture(UprobeContext, BpfStackFlags)"/>
    [BpfCalls("bpf_get_stackid")]
    public long Capture(BtfTracepointContext context, BpfStackFlags flags = BpfStackFlags.User) => BpfHelpers.GetStackid(context.Pointer, this, (ulong)flags);

    /// <inheritdoc cref="Capture(UprobeContext, BpfStackFlags)"/>
    [BpfCalls("bpf_get_stackid")]
    public long Capture(void* context, BpfStackFlags flags = BpfStackFlags.User) => BpfHelpers.GetStackid(context, this, (ulong)flags);
}
