using Bpf.Objects.Description;
using Bpf.Objects.NativeNames;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// A tracepoint program that receives the raw arguments (sections <c>raw_tracepoint</c>, <c>raw_tp</c> and their writable forms; kernel 4.17).
/// </summary>
public sealed class RawTracepointProgram : BpfProgram
{
    private readonly DeclaredTarget[] _declared;
    private readonly ulong _cookie;

    internal RawTracepointProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        AttachRecord[] probes = definition.DeclaredProbes;
        _declared = DeclaredTarget.Of(probes);
        _cookie = probes.Length > 0 ? probes[0].Cookie : 0;
    }

    /// <summary>The tracepoints declared by the attributes or the section; empty when the target is left to the host.</summary>
    public IReadOnlyList<string> DeclaredTargets => [.. _declared.Select(static declared => declared.Name)];

    /// <summary>
    /// The tracepoint that <see cref="BpfProgram.Attach"/> attaches to; null, the initial value, selects those of the attributes or the section.
    /// </summary>
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
        => new() { Target = "a raw tracepoint, such as sched_process_exec", NeedsTarget = Target is null && _declared.Length == 0, TakesCookie = true };

    /// <summary>Attaches to a tracepoint.</summary>
    /// <param name="target">Name of the tracepoint without its category, such as <c>sched_process_exec</c>.</param>
    /// <param name="cookie">Value that <c>bpf_get_attach_cookie</c> returns (kernel 6.10); 0 for none.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">There is no such tracepoint, or the kernel refused.</exception>
    public Link Attach(string target, ulong cookie = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return Adopt(AttachTo(new(target, cookie)));
    }

    private protected override void Apply(AttachRequest request) => Target = request.Target ?? Target;

    private protected override Link? AttachToSectionTarget()
    {
        DeclaredTarget[] targets = Target is { } target ? [new(target, _cookie)] : _declared;
        return targets.Length == 0 ? null
            : LinkGroup.AllOrNone(targets, each => AttachTo(Request.Cookie == 0 ? each : each with { Cookie = Request.Cookie }));
    }

    private KernelLink AttachTo(DeclaredTarget target)
    {
        const string Operation = "attach raw tracepoint";
        NativeText.Require(target.Name, Operation, new(Name, target.Name));
        BpfHandle handle = Handle;
        return AttachOnce(Operation, new(Name, target.Name), [target], () => RawTracepointOpener.Open(
            Operation, Name, handle, target.Name, target.Cookie, "raw_tracepoint", target.Name, Type == ProgramType.RawTracepointWritable));
    }
}
