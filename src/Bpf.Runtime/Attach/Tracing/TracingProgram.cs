using Bpf.Objects.Description;
using Bpf.Objects.Sections;
using Bpf.Runtime.Attach.Symbols;
using Bpf.Runtime.Attach.Tracing;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>
/// A program that is verified for one kernel function, tracepoint or hook, and can attach only there: <c>fentry</c>, <c>fexit</c>, <c>fmod_ret</c>,
/// <c>fsession</c>, <c>tp_btf</c>, <c>lsm</c>. <see cref="BpfProgram.KernelTargetName"/> names that target. A program with several targets is
/// loaded once for each. One at a glob over functions (<c>fentry.multi</c> and its siblings) is loaded once and attached by one link if the kernel can
/// (7.3), otherwise loaded for each function.
/// </summary>
public sealed unsafe class TracingProgram : BpfProgram
{
    private const int MostPrograms = 250; // Each takes milliseconds to load, attach and detach, and memory for a trampoline.
    private const Errno NotSupported = (Errno)524; // ENOTSUPP, include/linux/errno.h

    private readonly DeclaredTarget[] _declared;
    private readonly ulong _cookie;
    private readonly List<SkippedPlace> _skipped = [];
    private List<TracedFunction>? _functions; // of globs, each with a program of its own
    private AttachDecision? _decision;

    internal TracingProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
        AttachRecord[] probes = definition.DeclaredProbes;
        _declared = DeclaredTarget.Of(probes);
        _cookie = probes.Length > 0 ? probes[0].Cookie : 0;
    }

    /// <summary>The targets declared by the attributes or the section; empty when the target is left to the host.</summary>
    public IReadOnlyList<string> DeclaredTargets => [.. _declared.Select(static declared => declared.Name)];

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "the kernel function to verify the program for, as FUNCTION or MODULE:FUNCTION",
        NeedsTarget = KernelTargetName is null,
        TakesCookie = true,
    };

    /// <summary>Attaches to the target that the program was verified for, or to all of them.</summary>
    /// <param name="cookie">
    /// Value that <c>bpf_get_attach_cookie</c> returns (kernel 5.19; <c>tp_btf</c>: 6.10), at each target; 0 for none.
    /// </param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object; a <see cref="LinkGroup"/> for several targets.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">The kernel cannot trace the function, or refused.</exception>
    public Link Attach(ulong cookie) => Adopt(AttachTo([.. Targets.Select(target => target with { Cookie = cookie })]));

    /// <summary>
    /// For a program at a glob: whether it attaches to all functions by one link, or is loaded for each, and why; <see langword="null"/> for all others.
    /// </summary>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    public override AttachDecision? AttachDecision => !CoversGlob ? null
        : _decision ?? throw new BpfStateException("determine how to attach program", Name, "It is decided when the object is loaded.");

    /// <inheritdoc/>
    public override AttachDecision? Decide()
    {
        if (!CoversGlob)
        {
            return null;
        }

        KernelFeature multi = KernelFeatures.For(Owner.Token).TracingMulti;
        return multi.IsSupported ? new(MultiType!.Value, "tracing_multi", multi.Reason)
            : new(SingleType, "tracing", $"a program for each function: {multi.Reason}");
    }

    internal override IReadOnlyList<string?> KernelTargets => _decision is { IsMulti: true } || KernelTargetName is null ? [null]
        : _functions is not null ? [.. _functions.Select(static function => function.Name)]
        : [.. Targets.Select(static target => target.Name)];

    internal override void Prepare()
    {
        _decision = Decide();
        if (_decision is null)
        {
            return;
        }

        SetAttachType(_decision.AttachType);
        Owner.Log(BpfLogLevel.Information, Name, $"attaches by {_decision}");
        if (_decision.IsMulti)
        {
            return;
        }

        _functions = [.. FindFunctions(Targets)];
        if (_functions.Count > MostPrograms)
        {
            throw new BpfUnsupportedException("load program", new(Name, Subject(Targets), "for"),
                $"It matches {_functions.Count} functions. Linux {KernelBtf.Release} has no links to many traced functions, which came with "
                    + $"{KernelFeatures.For(Owner.Token).TracingMulti.Since}, so the program would be loaded for each function, and at most {MostPrograms} are. "
                    + "Narrow the glob, or use a [Kprobe], which probes any number of functions since Linux 5.18.");
        }
    }

    internal override bool LeavesOut(string? target, BpfException failure)
    {
        // What is wrong with the program itself is wrong for every function.
        if (_functions is null || failure is BpfUnsupportedException or BpfPermissionException or VerifierException { Instruction: >= 0 })
        {
            return false;
        }

        _functions.RemoveAll(function => function.Name == target);
        Skip([new SkippedPlace(target!, null, failure.Message)]);
        return true;
    }

    // The attributes' targets, unless the host set another one.
    private DeclaredTarget[] Targets => !IsTargetChosen && _declared.Length > 0 ? _declared : [new(KernelTargetName ?? "", _cookie)];

    private bool CoversGlob => MultiType is not null && KernelTargetName is not null
        && (Definition.Kind!.Form == ProbeForm.Multi || Array.Exists(Targets, static target => SymbolPattern.IsPattern(target.Name)));

    private AttachType? MultiType => ExpectedAttachType switch
    {
        AttachType.TraceFunctionEntry or AttachType.TraceFunctionEntryMulti => AttachType.TraceFunctionEntryMulti,
        AttachType.TraceFunctionExit or AttachType.TraceFunctionExitMulti => AttachType.TraceFunctionExitMulti,
        AttachType.TraceFunctionSession or AttachType.TraceFunctionSessionMulti => AttachType.TraceFunctionSessionMulti,
        _ => null,
    };

    private AttachType SingleType => MultiType switch
    {
        AttachType.TraceFunctionEntryMulti => AttachType.TraceFunctionEntry,
        AttachType.TraceFunctionExitMulti => AttachType.TraceFunctionExit,
        AttachType.TraceFunctionSessionMulti => AttachType.TraceFunctionSession,
        _ => ExpectedAttachType,
    };

    // A program at a glob that is loaded for each function attaches like one without a glob.
    private string Hook => _decision is { IsMulti: false } ? Definition.Kind!.Name.Replace(".multi", "", StringComparison.Ordinal) : Definition.Kind!.Name;

    // A program whose type the user changed may have no target.
    private protected override Link? AttachToSectionTarget()
        => KernelTargetName is null ? null
            : AttachTo(Request.Cookie == 0 ? Targets : [.. Targets.Select(target => target with { Cookie = Request.Cookie })]);

    private protected override void Apply(AttachRequest request)
    {
        if (request.Target is { } target)
        {
            KernelTargetName = target;
        }
    }

    private static string Subject(DeclaredTarget[] targets) => string.Join(", ", targets.Select(static target => target.Name));

    private Link AttachTo(DeclaredTarget[] targets)
    {
        Link link = AttachOnce($"attach {Hook}", new(Name, Subject(targets)), targets.Cast<object>(), () => AttachNew(targets));
        link.Skipped = [.. _skipped];
        return link;
    }

    private Link AttachNew(DeclaredTarget[] targets)
        => _decision is { IsMulti: true } ? AttachToMany(targets)
            : _functions is not null ? AttachToEach(targets)
            : LinkGroup.AllOrNone(Handles.Zip(targets), pair => AttachTo(pair.First, pair.Second));

    private Link AttachToMany(DeclaredTarget[] targets)
    {
        BpfHandle handle = Handle;
        _skipped.Clear();
        List<SkippedPlace> refused = [];
        TracedFunction[] functions = FindFunctions(targets);
        if (functions.Length > TracingMultiAttacher.MostFunctions)
        {
            throw new BpfUnsupportedException($"attach {Hook}", new(Name, Subject(targets)),
                $"It matches {functions.Length} functions. The kernel creates a trampoline for each, and at most {TracingMultiAttacher.MostFunctions} are traced. "
                    + "Narrow the glob, or use a [Kprobe], which probes any number of functions.");
        }

        Link link = TracingMultiAttacher.Attach(new(Name, Subject(targets)), handle, ExpectedAttachType, Hook, functions, refused);
        Skip(refused);
        return link;
    }

    private Link AttachToEach(DeclaredTarget[] targets)
    {
        _ = Handle;
        ulong? cookie = Array.TrueForAll(targets, target => target.Cookie == targets[0].Cookie) ? targets[0].Cookie : null;
        List<SkippedPlace> refused = [];
        Link link = LinkGroup.AllOrNone(Attached(), static each => each, Subject(targets));
        if (link is LinkGroup { Links.Count: 0 })
        {
            throw new BpfException($"attach {Hook}", new(Name, Subject(targets)), NotSupported, $"{refused[0].Name}: {refused[0].Reason}");
        }

        Skip(refused);
        return link;

        IEnumerable<Link> Attached()
        {
            foreach ((BpfHandle handle, TracedFunction function) in Handles.Zip(_functions!))
            {
                Link? link = null;
                try
                {
                    link = AttachTo(handle, new(function.Name, cookie ?? function.Cookie));
                }
                catch (BpfException exception) when (exception.Errno == NotSupported)
                {
                    refused.Add(new SkippedPlace(function.Name, null, exception.Message));
                }

                if (link is not null)
                {
                    yield return link;
                }
            }
        }
    }

    private TracedFunction[] FindFunctions(DeclaredTarget[] targets)
    {
        (TracedFunction[] functions, IReadOnlyList<SkippedPlace> skipped) = TracedFunctions.Find(Name, targets, Owner.KernelTypes);
        Skip(skipped);
        return functions;
    }

    private void Skip(IReadOnlyList<SkippedPlace> places)
    {
        _skipped.AddRange(places);
        foreach (SkippedPlace place in places)
        {
            Owner.Log(BpfLogLevel.Warning, Name, $"skips {place.Name}. {place.Reason}");
        }
    }

    private KernelLink AttachTo(BpfHandle handle, DeclaredTarget declared)
    {
        string name = Hook;
        (string target, ulong cookie) = declared;
        if (cookie == 0)
        {
            return RawTracepointOpener.Open($"attach {name}", Name, handle, null, 0, name, target);
        }

        // The older command does not support cookies for these programs.
        LinkCreateAttribute attribute = new() { ProgramFd = (uint)handle.Descriptor, AttachType = (uint)ExpectedAttachType, TracingCookie = cookie };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error == Errno.None
            ? new KernelLink(link, name, target)
            : throw BpfException.FromKernel($"attach {name}", new(Name, target), error,
                error == Errno.EINVAL ? "Cookies for traced functions need kernel 5.19." : null);
    }
}
