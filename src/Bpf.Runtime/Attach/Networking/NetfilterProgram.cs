using Bpf.Objects.Description;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime;

/// <summary>A program at a hook of netfilter (section <c>netfilter</c>, kernel 6.4).</summary>
public sealed unsafe class NetfilterProgram : BpfProgram
{
    private const uint DefragmentFlag = 1; // BPF_F_NETFILTER_IP_DEFRAG, include/uapi/linux/bpf.h

    internal NetfilterProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
        => Declared = definition.DeclaredProbes is [{ Target: { Length: > 0 } text }, ..] && NetfilterPlace.TryParse(text, out NetfilterPlace place)
            ? new NetfilterOptions
            {
                Family = (NetfilterFamily)place.Family,
                Hook = (NetfilterHook)place.Hook,
                Priority = place.Priority,
                Defragment = place.Defragment,
            }
            : null;

    /// <summary>The hook that the attribute declares; null when it leaves it to the host.</summary>
    public NetfilterOptions? Declared { get; }

    /// <summary>Attaches in the network namespace of the calling thread.</summary>
    /// <param name="options">The hook.</param>
    /// <returns>The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel does not support such links.</exception>
    /// <exception cref="BpfException">
    /// Another program has this priority at the hook (EBUSY), the priority is not allowed (ERANGE), or the kernel refused for another reason.
    /// </exception>
    public Link Attach(NetfilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Adopt(AttachTo(options));
    }

    private protected override Link? AttachToSectionTarget() => Declared is null ? null : AttachTo(Declared);

    private KernelLink AttachTo(NetfilterOptions options)
    {
        const string Operation = "attach netfilter program";
        ErrorSubject subject = new(Name, $"{options}");
        LinkCreateAttribute attribute = new()
        {
            ProgramFd = (uint)Handle.Descriptor,
            AttachType = (uint)AttachType.Netfilter,
            NetfilterPf = (uint)options.Family,
            NetfilterHooknum = (uint)options.Hook,
            NetfilterPriority = options.Priority,
            NetfilterFlags = options.Defragment ? DefragmentFlag : 0,
        };
        Errno error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
        return error switch
        {
            Errno.None => new KernelLink(link, "netfilter", $"{options}"),
            Errno.EBUSY => throw BpfException.FromKernel(Operation, subject, error, "Another BPF program has this priority at the hook; each needs its own."),
            Errno.ERANGE => throw BpfException.FromKernel(Operation, subject, error,
                "The lowest and the highest number are reserved, and with Defragment the priority must be above -400."),
            Errno.EAFNOSUPPORT => throw BpfException.FromKernel(Operation, subject, error, "The kernel is built without netfilter for this family."),
            Errno.EOPNOTSUPP => throw new BpfUnsupportedException(Operation, subject, "Defragment needs kernel 6.6 with CONFIG_NF_DEFRAG_IPV4 or IPV6.", error),
            Errno.EINVAL => throw new BpfUnsupportedException(Operation, subject, "Links to netfilter need kernel 6.4 with CONFIG_NETFILTER_BPF_LINK.", error),
            _ => throw BpfException.FromKernel(Operation, subject, error),
        };
    }
}
