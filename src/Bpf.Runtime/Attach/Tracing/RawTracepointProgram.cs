using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>
/// A tracepoint program that receives the raw arguments (sections <c>raw_tracepoint</c>, <c>raw_tp</c> and their writable forms; kernel 4.17).
/// </summary>
public sealed class RawTracepointProgram : BpfProgram
{
    internal RawTracepointProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
        => Target = definition.TargetText;

    /// <summary>The tracepoint that <see cref="BpfProgram.Attach"/> attaches to; initially that of the section name. Null attaches to nothing.</summary>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    public string? Target
    {
        get;
        set
        {
            RequireDetached("set the target of program");
            field = value;
        }
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs
        => new() { Target = "a raw tracepoint, such as sched_process_exec", NeedsTarget = Target is null, TakesCookie = true };

    /// <summary>Attaches to a tracepoint.</summary>
    /// <param name="target">Name of the tracepoint without its category, such as <c>sched_process_exec</c>.</param>
    /// <param name="cookie">Value that <c>bpf_get_attach_cookie</c> returns (kernel 6.10); 0 for none.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">There is no such tracepoint, or the kernel refused.</exception>
    public Link Attach(string target, ulong cookie = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return Adopt(AttachTo(target, cookie));
    }

    private protected override void Apply(AttachRequest request) => Target = request.Target ?? Target;

    private protected override Link? AttachToSectionTarget() => Target is { } target ? AttachTo(target, Request.Cookie) : null;

    private KernelLink AttachTo(string target, ulong cookie)
        => RawTracepointOpener.Open(
            "attach raw tracepoint", Name, Handle, target, cookie, "raw_tracepoint", target, Type == ProgramType.RawTracepointWritable);
}
