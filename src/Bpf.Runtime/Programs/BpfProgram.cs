using Bpf.Objects.Description;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>One program of a <see cref="BpfObject"/>. Derived classes know how to attach their kind.</summary>
public partial class BpfProgram
{
    private readonly List<Link> _links = [];
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
    }

    /// <summary>Name of the function.</summary>
    public string Name => Definition.Name;

    /// <summary>ELF section of the function, without the leading '?' that turns automatic loading off.</summary>
    public string SectionName => Definition.SectionName;

    /// <summary>Kernel program type; from the section name, may be set before load.</summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public ProgramType Type
    {
        get;
        set => field = BeforeLoad(value, "set the type of program");
    }

    /// <summary>
    /// Attach type declared to the kernel at load; from the section name, may be set before load. The upgrade of a uprobe to a
    /// multi-uprobe changes it during load, unless it was set here.
    /// </summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public AttachType ExpectedAttachType
    {
        get => _expectedAttachType;
        set => ChosenAttachType = _expectedAttachType = BeforeLoad(value, "set the attach type of program");
    }

    /// <summary>Load flags; from the section name, may be set before load.</summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public ProgramFlags Flags
    {
        get;
        set => field = BeforeLoad(value, "set the flags of program");
    }

    /// <summary>Whether <c>BpfObject.Load</c> loads the program; false when the section name starts with '?'.</summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public bool AutoLoad
    {
        get;
        set => field = BeforeLoad(value, "set automatic loading of program");
    }

    /// <summary>
    /// For tracing, LSM and extension programs: the function, tracepoint or hook they are verified for, as "function" or "module:function";
    /// from the section name, may be set before load.
    /// </summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public string? KernelTargetName
    {
        get;
        set => field = BeforeLoad(value, "set the target of program");
    }

    /// <summary>
    /// For extension programs, and tracing programs of another BPF program: the loaded program whose function
    /// <see cref="KernelTargetName"/> names. Kernel 5.6.
    /// </summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public BpfHandle? TargetProgram
    {
        get;
        set => field = BeforeLoad(value, "set the target of program");
    }

    /// <summary>Verifier log level of this program; <see langword="null"/> for <see cref="BpfObjectOptions.VerifierLogLevel"/> of the object.</summary>
    /// <exception cref="BpfStateException">Set after load.</exception>
    public uint? VerifierLogLevel
    {
        get;
        set => field = BeforeLoad(value, "set the verifier log level of program");
    }

    /// <summary>
    /// What the verifier wrote when it accepted the program; empty unless a log level was set. A refusal is in <see cref="VerifierException"/>. Of more
    /// than 8 MiB only the last MiB is kept, after a line that says so; kernels before 6.4 write no more than the first GiB.
    /// </summary>
    public string VerifierLog { get; private set; } = "";

    /// <summary>Whether <c>BpfObject.Attach</c> attaches the program. Default true.</summary>
    public bool AutoAttach { get; set; } = true;

    /// <summary>The latest link of the program that is not detached, or <see langword="null"/>.</summary>
    public Link? Link => _links.FindLast(static link => link.IsAttached);

    /// <summary>True after a load that included this program.</summary>
    public bool IsLoaded => _handle is { IsClosed: false };

    /// <summary>The loaded program.</summary>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    public BpfHandle Handle => IsLoaded
        ? _handle!
        : throw new BpfStateException(
            "use program", Name,
            _handle is null && Owner.IsLoaded ? "It was not loaded with its object; set AutoLoad to true before Load." : Owner.Unloaded);

    /// <summary>The attach type that the user set, which may be the section's; <see langword="null"/> when nothing was set.</summary>
    internal AttachType? ChosenAttachType { get; private set; }

    /// <summary>For struct_ops programs: kernel type of the table that the program is a member of, and the module that has it.</summary>
    internal (uint TypeId, ModuleBtf? Module)? StructOps { get; set; }

    internal IProgramOwner Owner { get; }

    internal ProgramDefinition Definition { get; }

    /// <summary>What attaching takes: which parts of an <see cref="AttachRequest"/> fit the program, and which it needs.</summary>
    public virtual AttachInputs AttachInputs => new();

    /// <summary>
    /// Sets how <see cref="Attach()"/> attaches. Parts that are left out stay as they are. To be called before load: the kernel binds probes to the kind of
    /// their target.
    /// </summary>
    /// <param name="request">Target and options.</param>
    /// <exception cref="BpfException">A part does not fit the program, or the target is not one.</exception>
    /// <exception cref="BpfStateException">The program is loaded.</exception>
    public void Configure(AttachRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        AttachInputs inputs = AttachInputs;
        Require(inputs.Target is not null || request.Target is null, "takes no target");
        Require(inputs.TakesDirection || request.Direction is null, "sees packets of one direction only, or none");
        Require(inputs.TakesCookie || request.Cookie == 0, "takes no cookie");
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

    /// <summary>Attaches the program to the target that <see cref="Configure"/> set, or else its section names.</summary>
    /// <returns>The link, which is also in <see cref="Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded, or it is attached already.</exception>
    /// <exception cref="BpfUnsupportedException">The section names no target, or programs of this type cannot attach themselves.</exception>
    public virtual Link Attach()
    {
        RequireDetached("attach program");
        return TryAttach() ?? throw new BpfUnsupportedException(
            "attach program", Name, $"Its section '{SectionName}' names no target to attach to; give one in the call, or attach by type.", Errno.EOPNOTSUPP);
    }

    /// <summary>Attaches by the section's target; <see langword="null"/> when the section names none, which is no error of attach-all.</summary>
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

    /// <summary>Makes a link part of the program: it is found in <see cref="Link"/> and closed with the object.</summary>
    internal TLink Adopt<TLink>(TLink link)
        where TLink : Link
    {
        _links.RemoveAll(static old => !old.IsAttached);
        _links.Add(link);
        return link;
    }

    /// <summary>Called when the kernel has accepted the program.</summary>
    internal void SetLoaded(BpfHandle handle, string log)
    {
        _handle = handle;
        VerifierLog = log;
    }

    /// <summary>Closes those of the given links that are this program's.</summary>
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
    }

    /// <summary>Sets the attach type that the loader found, which is not the user's choice.</summary>
    internal void SetAttachType(AttachType type) => _expectedAttachType = type;

    /// <summary>Hands over every link to be detached.</summary>
    internal void ReleaseLinks(List<Link> links)
    {
        links.AddRange(_links);
        _links.Clear();
    }

    /// <summary>
    /// Called once during load, after token and features of <see cref="Owner"/> are known and before the program is loaded: the place for
    /// <see cref="SetAttachType"/>.
    /// </summary>
    internal virtual void Prepare()
    {
    }

    /// <summary>Refuses what would attach the program once more to the same target, or change a target that is in use.</summary>
    /// <exception cref="BpfStateException">The program is attached.</exception>
    private protected void RequireDetached(string operation)
    {
        if (Link is { } link)
        {
            throw new BpfStateException(operation, Name,
                $"It is attached to {link.Target}. Detach that link first; to attach the program to a further place, give the target in the call of Attach.");
        }
    }

    /// <summary>What <see cref="Configure"/> was given.</summary>
    private protected AttachRequest Request { get; private set; } = new();

    /// <summary>Takes over what the program's own properties hold.</summary>
    /// <exception cref="FormatException">The target is not one.</exception>
    private protected virtual void Apply(AttachRequest request)
    {
    }

    /// <summary>Makes the link for the target that was configured, or else the section names; <see langword="null"/> when there is none.</summary>
    private protected virtual Link? AttachToSectionTarget() => null;

    private T BeforeLoad<T>(T value, string operation)
    {
        if (_handle is not null)
        {
            throw new BpfStateException(operation, Name, "The program is loaded; set it between Open and Load.");
        }

        return value;
    }
}
