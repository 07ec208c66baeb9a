namespace Bpf;

/// <summary>A table of programs for tail calls (<c>BPF_MAP_TYPE_PROG_ARRAY</c>, kernel 4.2). User space stores the programs.</summary>
public sealed unsafe class BpfProgramArray : BpfMapDeclaration
{
    /// <summary>
    /// Continues with the program in a slot and does not return (<c>bpf_tail_call</c>). If the slot is empty or the chain is longer than 33 programs,
    /// execution continues after the call.
    /// </summary>
    /// <typeparam name="TContext">Type of the context.</typeparam>
    /// <param name="context">The program's context.</param>
    /// <param name="index">The slot.</param>
    [BpfCalls("bpf_tail_call")]
    public void TailCall<TContext>(TContext context, uint index)
        where TContext : struct, IBpfContext, allows ref struct
        => BpfHelpers.TailCall(context.Pointer, this, index);

    /// <inheritdoc cref="TailCall{TContext}(TContext, uint)"/>
    [BpfCalls("bpf_tail_call")]
    public void TailCall(void* context, uint index) => BpfHelpers.TailCall(context, this, index);
}
