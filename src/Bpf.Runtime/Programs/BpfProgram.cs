using Bpf.Objects.Description;
using Bpf.Objects.Relocations;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>A program of a <see cref="BpfObject"/>. Derived classes implement attaching for each kind.</summary>
public partial class BpfProgram
{
    private readonly List<Link> _links = [];
    private readonly List<BpfHandle> _copies = [];
    private BpfHandle? _handle;
    private AttachType _expectedAttachType;

    internal BpfProgram(IProgramOwner owner, ProgramDefinition definition)
    {
        Owner = owner;
        Definition = definition;
        AutoLoad = definition.AutoLoad;
        Type = definition.Kind?.Type ?? ProgramType.Unspecified;
        _expectedAttachType = definition.Kind?.AttachType ?? default;
        Flags = definition.Kind?.Flags ?? default;
        KernelTargetName = definition.Kind is { AttachesByBtf: true } ? definition.TargetText : null;
        IsTargetChosen = false;
    }

    /// <summary>Name of the function.</summary>
    public string Name => Definition.Name;

    /// <summary>ELF section of the function, without the leading '?' that disables automatic loading.</summary>
    public string SectionName => Definition.SectionName;

    /// <summary>Kernel program type; initially that of the section. It can be set before load.</summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public ProgramType Type
    {
        get;
        set => field = BeforeLoad(value, "set the type of program");
    }

    /// <summary>
    /// Attach type declared to the kernel at load; initially that of the section. It can be set before load. Upgrading a uprobe to a multi-uprobe
    /// changes it during load, unless it was set here.
    /// </summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public AttachType ExpectedAttachType
    {
        get => _expectedAttachType;
        set => ChosenAttachType = _expectedAttachType = BeforeLoad(value, "set the attach type of program");
    }

    /// <summary>Load flags; initially those of the section. They can be set before load.</summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public ProgramFlags Flags
    {
        get;
        set => field = BeforeLoad(value, "set the flags of program");
    }

    /// <summary>Whether <c>BpfObject.Load</c> loads the program; false when the section name starts with '?'.</summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public bool AutoLoad
    {
        get;
        set => field = BeforeLoad(value, "set automatic loading of program");
    }

    /// <summary>
    /// For tracing, LSM and extension programs: the function, tracepoint or hook to verify them against, as "function" or "module:function";
    /// initially that of the section. It can be set before load.
    /// </summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public string? KernelTargetName
    {
        get;
        set
        {
            field = BeforeLoad(value, "set the target of program");
            IsTargetChosen = true;
        }
    }

    /// <summary>
    /// For extension programs, and programs that trace another BPF program: the loaded program that contains the function
    /// <see cref="KernelTargetName"/> (kernel 5.6). <see cref="ExtensionProgram.Target"/> sets it to a program of another object.
    /// </summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public BpfHandle? TargetProgram
    {
        get;
        set => field = BeforeLoad(value, "set the target of program");
    }

    /// <summary>Verifier log level for this program; <see langword="null"/> for the object's <see cref="BpfObjectOptions.VerifierLogLevel"/>.</summary>
    /// <exception cref="BpfStateException">The object has been loaded.</exception>
    public uint? VerifierLogLevel
    {
        get;
        set => field = BeforeLoad(value, "set the verifier log level of program");
    }

    /// <summary>
    /// The verifier's log when it accepted the program; empty unless a log level was set. The log of a rejection is in
    /// <see cref="VerifierException"/>. Of a log longer than 8 MiB, only the last MiB is kept, after a line that says so; kernels before 6.4 write
    /// only the first GiB.
    /// </summary>
    public string VerifierLog { get; private set; } = "";

    /// <summary>Whether <c>BpfObject.Attach</c> attaches the program; true by default.</summary>
    public bool AutoAttach { get; set; } = true;

    /// <summary>The program's most recent link that is still attached, or <see langword="null"/>.</summary>
    public Link? Link => _links.FindLast(static link => link.IsAttached);

    /// <summary>The program's links that are attached, oldest first.</summary>
    public IReadOnlyList<Link> Links => _links.FindAll(static link => link.IsAttached);

    /// <summary>True after a load that included this program.</summary>
    public bool IsLoaded => _handle is { IsClosed: false };

    /// <summary>The loaded program.</summary>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    public BpfHandle Handle => IsLoaded
        ? _handle!
        : throw new BpfStateException(
            "use program", Name,
            _handle is null && Owner.IsLoaded ? "It was not loaded with its object; set AutoLoad to true before Load." : Owner.Unloaded);

    /// <summary>True when the host set <see cref="KernelTargetName"/>, even to the same.</summary>
    private protected bool IsTargetChosen { get; private set; }

    /// <summary>What the program is verified for, which takes a loaded program for each; a single null when it is not verified for a target.</summary>
    internal virtual IReadOnlyList<string?> KernelTargets => [KernelTargetName];

    /// <summary>
    /// Called when the program cannot be loaded for a target. True when it does without it, so that it is loaded for the others.
    /// </summary>
    internal virtual bool LeavesOut(string? target, BpfException failure) => false;

    /// <summary>The loaded programs, in the order of <see cref="KernelTargets"/>.</summary>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    private protected IEnumerable<BpfHandle> Handles => [Handle, .. _copies];

    /// <summary>The attach type set by the user, even if it equals the section's; <see langword="null"/> when none was set.</summary>
    internal AttachType? ChosenAttachType { get; private set; }

    /// <summary>For struct_ops programs: kernel type of the table the program belongs to, and the module that defines it.</summary>
    internal (uint TypeId, ModuleBtf? Module)? StructOps { get; set; }

    internal IProgramOwner Owner { get; }

    internal ProgramDefinition Definition { get; }

    /// <summary>What attaching requires and accepts: the parts of an <see cref="AttachRequest"/> that apply to the program, and those it needs.</summary>
    public virtual AttachInputs AttachInputs => new();

    /// <summary>
    /// How the program attaches, and why; <see langword="null"/> for programs that attach in one way only. It is decided when the program is loaded.
    /// </summary>
    /// <exception cref="BpfStateException">A program with several ways to attach is not loaded.</exception>
    public virtual AttachDecision? AttachDecision => null;

    /// <summary>
    /// Returns the decision that loading would make with the current settings, <see langword="null"/> for programs that attach in one way only. It queries
    /// the kernel but commits to nothing.
    /// </summary>
    /// <exception cref="BpfException">The kernel cannot be queried.</exception>
    public virtual AttachDecision? Decide() => null;

    /// <summary>
    /// Sets how <see cref="Attach()"/> attaches. Omitted parts stay unchanged. Call it before load: the kernel ties probes to the kind of their
    /// target.
    /// </summary>
    /// <param name="request">Target and options.</param>
    /// <exception cref="BpfException">A part does not apply to the program, or the target is invalid.</exception>
    /// <exception cref="BpfStateException">The program is loaded.</exception>
    public void Configure(AttachRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        AttachInputs inputs = AttachInputs;
        Require(inputs.Target is not null || request.Target is null, "cannot be given a target");
        Require(inputs.TakesDirection || request.Direction is null, "cannot be given a direction");
        Require(inputs.TakesCookie || request.Cookie == 0, "cannot be given a cookie");
        Require(inputs.TakesSession || !request.IsSession, "cannot run as a session");
        Require(inputs.ChecksPlaces || !(request.SkipUnprobeable || request.AllowUnsafe), "is not a uprobe");
        Request = BeforeLoad(request, "set how to attach program");
        try
        {
            Apply(request);
        }
        catch (FormatException exception)
        {
            throw new BpfException("attach program", Name, null, exception.Message, exception);
        }

        void Require(bool isTrue, string fault)
        {
            if (!isTrue)
            {
                throw new BpfException("attach program", Name, null, $"A program in section '{SectionName}' {fault}.");
            }
        }
    }

    /// <summary>Attaches the program to the target set with <see cref="Configure"/> or, if there is none, to that of its section.</summary>
    /// <returns>The link, which is also in <see cref="Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded, or is already attached.</exception>
    /// <exception cref="BpfUnsupportedException">The section names no target, or programs of this type cannot attach themselves.</exception>
    public virtual Link Attach()
    {
        RequireDetached("attach program");
        return TryAttach() ?? throw new BpfUnsupportedException(
            "attach program", Name, $"Its section '{SectionName}' does not name a target; pass one to the Attach method of the program's "
                + "class.", Errno.EOPNOTSUPP);
    }

    /// <summary>Attaches to the section's target; <see langword="null"/> when there is none, which is not an error when attaching all programs.</summary>
    internal Link? TryAttach()
    {
        _ = Handle;
        Link? link = AttachToSectionTarget();
        if (link is not null)
        {
            Adopt(link);
        }

        return link;
    }

    /// <summary>Makes a link part of the program, so that it appears in <see cref="Link"/> and is closed with the object.</summary>
    internal TLink Adopt<TLink>(TLink link)
        where TLink : Link
    {
        foreach (Link old in _links.FindAll(static old => !old.IsAttached))
        {
            old.Detach(); // closes what has ended by itself
            _links.Remove(old);
        }

        _links.Add(link);
        return link;
    }

    /// <summary>Called after the kernel has accepted the program, for each of its targets.</summary>
    internal void AddLoaded(BpfHandle handle, string log)
    {
        if (_handle is not null)
        {
            _copies.Add(handle);
            return;
        }

        _handle = handle;
        VerifierLog = log;
    }

    /// <summary>Closes those of the given links that belong to this program.</summary>
    internal void Detach(List<Link> links)
    {
        foreach (Link link in links)
        {
            if (_links.Remove(link))
            {
                link.Dispose();
            }
        }
    }

    /// <summary>Closes the program.</summary>
    internal void Close()
    {
        _handle?.Dispose();
        foreach (BpfHandle copy in _copies)
        {
            copy.Dispose();
        }
    }

    /// <summary>Sets the attach type chosen by the loader, as opposed to the user's choice.</summary>
    internal void SetAttachType(AttachType type) => _expectedAttachType = type;

    /// <summary>Moves every link to a list, to be detached.</summary>
    internal void ReleaseLinks(List<Link> links)
    {
        links.AddRange(_links);
        _links.Clear();
    }

    /// <summary>
    /// Called once during load, when the token and features of <see cref="Owner"/> are known and before the program is loaded: the place to call
    /// <see cref="SetAttachType"/>.
    /// </summary>
    internal virtual void Prepare()
    {
    }

    /// <summary>What the kernel's refusal to load the program may mean, as sentences; null when nothing is known.</summary>
    internal virtual string? ExplainRefusal() => null;

    /// <summary>Called with the code of the program before it is loaded.</summary>
    internal virtual void Examine(ProgramImage image)
    {
    }

    /// <summary>Rejects an operation that would attach the program to the same target again, or change a target that is in use.</summary>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    private protected void RequireDetached(string operation)
    {
        if (Link is { } link)
        {
            throw new BpfStateException(operation, Name,
                $"It is attached to {link.Target}. Detach that link first; to attach the program to another place, pass the target to Attach.");
        }
    }

    /// <summary>The request passed to <see cref="Configure"/>.</summary>
    private protected AttachRequest Request { get; private set; } = new();

    /// <summary>Applies the parts that correspond to the program's own properties.</summary>
    /// <exception cref="FormatException">The target is invalid.</exception>
    private protected virtual void Apply(AttachRequest request)
    {
    }

    /// <summary>Creates the link for the configured target or, if there is none, for the section's; <see langword="null"/> when there is neither.</summary>
    private protected virtual Link? AttachToSectionTarget() => null;

    private T BeforeLoad<T>(T value, string operation)
    {
        if (_handle is not null)
        {
            throw new BpfStateException(operation, Name, "The program is already loaded; set it between Open and Load.");
        }

        return value;
    }
}
