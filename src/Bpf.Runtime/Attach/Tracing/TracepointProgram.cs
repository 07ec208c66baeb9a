using Bpf.Objects.Btf;
using Bpf.Objects.Description;
using Bpf.Objects.NativeNames;
using Bpf.Objects.Relocations;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>A program for tracepoints (sections <c>tracepoint</c> and <c>tp</c>). It runs on all CPUs, whichever process triggers the tracepoint.</summary>
public sealed class TracepointProgram : BpfProgram
{
    private readonly DeclaredTarget[] _declared;
    private readonly ulong _cookie;
    private IReadOnlyCollection<(int Offset, int Size)> _reads = [];

    internal TracepointProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        // Records have the target as written, section names have it as a path.
        string? inSection = TracepointName.Parse(definition);
        _declared = definition.Probes.Length > 0 ? DeclaredTarget.Of(definition.Probes) : inSection is null ? [] : [new(inSection, 0)];
        _cookie = definition.Probes.Length > 0 ? definition.Probes[0].Cookie : 0;
    }

    /// <summary>The targets declared by the attributes or the section, as <c>category:name</c>; empty when the target is left to the host.</summary>
    public IReadOnlyList<string> DeclaredTargets => [.. _declared.Select(static declared => declared.Name)];

    /// <summary>
    /// The target that <see cref="BpfProgram.Attach"/> attaches to, as <c>category:name</c>; null, the initial value, selects those of the attributes or the
    /// section.
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

    /// <summary>
    /// Whether attaching compares the record that the program declares with the format file of the tracepoint; true by default. Only members that the
    /// program reads are compared. Turn it off for a program that uses other members only where they fit.
    /// </summary>
    public bool ChecksRecord { get; set; } = true;

    /// <inheritdoc/>
    public override AttachInputs AttachInputs
        => new() { Target = "a tracepoint, such as sched:sched_process_exec", NeedsTarget = Target is null && _declared.Length == 0, TakesCookie = true };

    /// <summary>Attaches to a tracepoint.</summary>
    /// <param name="target">
    /// <c>category:name</c>, such as <c>sched:sched_process_exec</c>; see the directories in <c>/sys/kernel/tracing/events</c>. Both parts may be globs.
    /// </param>
    /// <param name="cookie">Value that <c>bpf_get_attach_cookie</c> returns (kernel 5.15); 0 for none.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfUnsupportedException">A cookie was given, but the kernel does not support cookies.</exception>
    /// <exception cref="TracepointLayoutException">The program reads members of the record that the kernel's record does not have at their place.</exception>
    /// <exception cref="BpfException">There is no such tracepoint, tracefs is not mounted, or the kernel refused.</exception>
    public Link Attach(string target, ulong cookie = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        return Adopt(AttachTo([new(target, cookie)]));
    }

    private protected override void Apply(AttachRequest request) => Target = request.Target ?? Target;

    internal override void Examine(ProgramImage image) => _reads = ContextReads.Collect(image.Instructions);

    private protected override Link? AttachToSectionTarget()
    {
        DeclaredTarget[] targets = Target is { } target ? [new(target, _cookie)] : _declared;
        return targets.Length == 0 ? null
            : AttachTo(Request.Cookie == 0 ? targets : [.. targets.Select(each => each with { Cookie = Request.Cookie })]);
    }

    private Link AttachTo(DeclaredTarget[] targets)
    {
        _ = Handle;
        foreach (DeclaredTarget target in targets)
        {
            NativeText.Require(target.Name, "attach tracepoint", new(Name, target.Name));
        }

        // Attributes may name a tracepoint that a glob matches.
        DeclaredTarget[] events = [.. targets.SelectMany(target => TracepointName.Matching(target, new(Name, target.Name)))
            .DistinctBy(static target => target.Name)];
        string names = string.Join(", ", targets.Select(static target => target.Name));
        return AttachOnce("attach tracepoint", new(Name, names), events.Cast<object>(), () => LinkGroup.AllOrNone(events, AttachTo, names));
    }

    private PerfEventLink AttachTo(DeclaredTarget declared)
    {
        (string target, ulong cookie) = declared;
        BpfHandle program = Handle;
        ErrorSubject subject = new(Name, target);
        bool useLink = KernelFeatures.For(Owner.Token).PerfEventLink.IsSupported;
        if (cookie != 0 && !useLink)
        {
            throw new BpfUnsupportedException("attach tracepoint", subject, "Cookies require BPF links for perf events (kernel 5.15).");
        }

        ulong id = TracepointName.ReadId(target, subject);
        if (ChecksRecord)
        {
            CheckRecord(target, subject);
        }

        PerfEventAttribute attribute = new()
        {
            Type = 2, // PERF_TYPE_TRACEPOINT, linux/perf_event.h
            Size = PerfEventAttribute.KnownSize,
            Config = id,
        };
        // The event is opened on one CPU; its program nevertheless runs on all of them.
        Errno error = KernelCalls.PerfEventOpen(ref attribute, -1, 0, out BpfHandle perfEvent);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("attach tracepoint", subject, error, Owner.Token is null
                ? null
                : "A tracepoint needs perf_event_open, which does not support BPF tokens; raw tracepoints work with a token.");
        }

        try
        {
            BpfHandle? link = PerfEventBinding.Bind("attach tracepoint", subject, program, perfEvent, useLink, cookie);
            return new PerfEventLink(perfEvent, link, target);
        }
        catch
        {
            perfEvent.Dispose();
            throw;
        }
    }

    private BtfTypeTable? KernelTypes()
    {
        try
        {
            return Owner.KernelTypes;
        }
        catch (BpfUnsupportedException)
        {
            return null; // it was loaded with types from elsewhere
        }
    }

    private void CheckRecord(string target, ErrorSubject subject)
    {
        if (_reads.Count == 0 || DeclaredRecord.Read(Owner.File, Definition.Code, KernelTypes) is not { } declared
            || TracepointName.ReadFormat(target) is not { } format)
        {
            return;
        }

        IReadOnlyList<RecordMember> kernel = TracepointFormat.Parse(format);
        RecordComparison comparison = new(declared, kernel);
        IReadOnlyList<RecordFault> faults = comparison.FaultsOf(_reads);
        if (faults.Count > 0)
        {
            throw new TracepointLayoutException(subject, faults, RecordTable.Write(declared, kernel, faults));
        }

        foreach ((RecordMember member, RecordMember field) in comparison.SignDifferences(_reads))
        {
            Owner.Log(BpfLogLevel.Warning, Name, $"'{member.Name}' ({member.Type}) is {(member.IsSigned == true ? "signed" : "unsigned")}, but the kernel's "
                + $"'{field.Name}' ({field.Type}) in {target} is not");
        }
    }
}
