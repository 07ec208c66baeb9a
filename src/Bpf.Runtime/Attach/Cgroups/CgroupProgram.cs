using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Cgroups;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that makes decisions for the processes in a cgroup and all its descendants: about packets (sections <c>cgroup_skb/…</c>,
/// <c>cgroup/skb</c>), sockets and their addresses (<c>cgroup/sock…</c>, <c>cgroup/bind4</c>, <c>cgroup/connect4</c> and so on, <c>sockops</c>),
/// socket options, sysctls, devices (<c>cgroup/dev</c>), or at an LSM hook (<c>lsm_cgroup/HOOK</c>).
/// </summary>
public sealed unsafe class CgroupProgram : BpfProgram
{
    internal CgroupProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <inheritdoc/>
    public override AttachInputs AttachInputs => new()
    {
        Target = "the directory of a cgroup",
        NeedsTarget = Request.Target is null,
        TakesDirection = Type == ProgramType.CgroupSkb,
        NeedsDirection = LacksDirection && Request.Direction is null,
    };

    // The attach type of ingress is 0, and so is that of an object that sets none.
    private bool LacksDirection => Definition.Kind!.LacksDirection && ChosenAttachType is null;

    /// <summary>Attaches to a cgroup through a link (kernel 5.7; <c>lsm_cgroup</c>: 6.0), alongside other programs there.</summary>
    /// <param name="cgroupDirectory">Directory of the cgroup in a cgroup v2 file system, for example <c>/sys/fs/cgroup/system.slice</c>.</param>
    /// <returns>
    /// The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. The program is detached when the cgroup is removed.
    /// </returns>
    /// <exception cref="BpfStateException">The program is not loaded, or is a <c>cgroup/skb</c> program without a direction.</exception>
    /// <exception cref="BpfPermissionException">The process lacks CAP_NET_ADMIN or the capabilities for loading.</exception>
    /// <exception cref="BpfException">
    /// The directory does not belong to cgroup v2 (ENOENT, ENOTDIR, EBADF), or a program there excludes others (EPERM).
    /// </exception>
    public Link Attach(string cgroupDirectory) => Adopt(AttachTo(cgroupDirectory, null));

    /// <summary>Attaches a packet program to a cgroup for one direction, whatever the section says (kernel 5.7), alongside other programs there.</summary>
    /// <param name="cgroupDirectory">Directory of the cgroup in a cgroup v2 file system.</param>
    /// <param name="direction">Direction of the packets, from the point of view of the cgroup's processes.</param>
    /// <exception cref="BpfStateException">The program is not loaded, or is not a packet program (<see cref="ProgramType.CgroupSkb"/>).</exception>
    /// <inheritdoc cref="Attach(string)"/>
    public Link Attach(string cgroupDirectory, TrafficDirection direction) => Adopt(AttachTo(cgroupDirectory, direction));

    private protected override Link? AttachToSectionTarget() => Request.Target is { } directory ? AttachTo(directory, Request.Direction) : null;

    private KernelLink AttachTo(string directory, TrafficDirection? direction)
    {
        if (direction is null && LacksDirection)
        {
            throw new BpfStateException("attach cgroup/skb program", new(Name, directory),
                "Its section does not specify a direction: pass a TrafficDirection, or name the section cgroup_skb/ingress or cgroup_skb/egress.");
        }

        if (direction is not null && Type != ProgramType.CgroupSkb)
        {
            throw new BpfStateException($"attach {Definition.Kind!.Name} program", new(Name, directory), "Only cgroup_skb programs have a direction.");
        }

        return AttachAs(directory, direction switch
        {
            null => ExpectedAttachType,
            TrafficDirection.Ingress => AttachType.CgroupInetIngress,
            _ => AttachType.CgroupInetEgress,
        });
    }

    private KernelLink AttachAs(string directory, AttachType place)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string hook = place switch
        {
            AttachType.CgroupInetIngress => "cgroup_skb/ingress",
            AttachType.CgroupInetEgress => "cgroup_skb/egress",
            AttachType.LsmCgroup => $"lsm_cgroup/{KernelTargetName}",
            _ => Definition.Kind!.Name,
        };
        string operation = $"attach {hook} program";
        ErrorSubject subject = new(Name, directory);
        int descriptor = Handle.Descriptor;
        Errno error = Native.Open(directory, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle cgroup);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel(operation, subject, error,
                error is Errno.ENOENT or Errno.ENOTDIR ? $"It must be the directory of a cgroup; {CgroupMounts.Describe()}" : null);
        }

        using (cgroup)
        {
            LinkCreateAttribute attribute = new() { ProgramFd = (uint)descriptor, TargetFd = (uint)cgroup.Descriptor, AttachType = (uint)place };
            error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            return error == Errno.None ? new KernelLink(link, hook, directory) : throw Refusal(operation, subject, error, place);
        }
    }

    private BpfException Refusal(string operation, ErrorSubject subject, Errno error, AttachType place) => error switch
    {
        Errno.EPERM when Capabilities.MissingFor(Type) is { } missing => new BpfPermissionException(operation, subject, error, missing),
        Errno.EPERM => BpfException.FromKernel(operation, subject, error,
            "This cgroup or one above it has a program of this kind that excludes others: it was attached without a link and without BPF_F_ALLOW_MULTI. "
                + "'bpftool cgroup tree' lists them."),
        Errno.EBADF => BpfException.FromKernel(operation, subject, error, $"The directory is not a cgroup v2 directory; {CgroupMounts.Describe()}"),
        Errno.ENOENT or Errno.ENODEV => BpfException.FromKernel(operation, subject, error, "The cgroup is being removed."),
        Errno.E2BIG => BpfException.FromKernel(operation, subject, error, "A cgroup can have at most 64 programs of one kind."),
        Errno.EINVAL when Type == ProgramType.CgroupSkb && place != ExpectedAttachType
            => BpfException.FromKernel(operation, subject, error,
                "The verifier tied the program to egress by its return values (above 1); links to cgroups need kernel 5.7 with CONFIG_CGROUP_BPF."),
        Errno.EINVAL => new BpfUnsupportedException(operation, subject,
            $"Links to cgroups need kernel {(place == AttachType.LsmCgroup ? "6.0" : "5.7")} with CONFIG_CGROUP_BPF.", error),
        _ => BpfException.FromKernel(operation, subject, error, place == AttachType.LsmCgroup
            ? "lsm_cgroup programs need a trampoline at the hook: CONFIG_BPF_LSM, CONFIG_FUNCTION_TRACER with direct calls, and 'bpf' among the modules of the lsm= parameter."
            : null),
    };
}
