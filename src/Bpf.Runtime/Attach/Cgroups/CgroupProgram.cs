using Bpf.Objects.Description;
using Bpf.Objects.NativeNames;
using Bpf.Runtime.Attach.Cgroups;
using Bpf.Runtime.Programs;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Files;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// A program that makes decisions for the processes in a cgroup and all its descendants: about packets (sections <c>cgroup_skb/…</c>,
/// <c>cgroup/skb</c>), sockets and their addresses (<c>cgroup/sock…</c>, <c>cgroup/bind4</c>, <c>cgroup/connect4</c> and so on, <c>sockops</c>),
/// socket options, sysctls, devices (<c>cgroup/dev</c>), or at an LSM hook (<c>lsm_cgroup/HOOK</c>).
/// </summary>
public sealed unsafe class CgroupProgram : BpfProgram
{
    private const uint PreorderFlag = 1U << 6; // BPF_F_PREORDER, include/uapi/linux/bpf.h

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

    /// <summary>Attaches to a cgroup through a link (kernel 5.7; <c>lsm_cgroup</c>: 6.0), after other programs there.</summary>
    /// <param name="cgroupDirectory">Directory of the cgroup in a cgroup v2 file system, for example <c>/sys/fs/cgroup/system.slice</c>.</param>
    /// <returns>
    /// The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. The program is detached when the cgroup is removed.
    /// </returns>
    /// <exception cref="BpfStateException">The program is not loaded, or is a <c>cgroup/skb</c> program without a direction.</exception>
    /// <exception cref="BpfPermissionException">The process lacks CAP_NET_ADMIN or the capabilities for loading.</exception>
    /// <exception cref="BpfException">
    /// The directory does not belong to cgroup v2 (ENOENT, ENOTDIR, EBADF), or a program there excludes others (EPERM).
    /// </exception>
    public Link Attach(string cgroupDirectory) => Adopt(AttachTo(cgroupDirectory, new CgroupAttachOptions()));

    /// <summary>Attaches a packet program to a cgroup for one direction, whatever the section says (kernel 5.7), after other programs there.</summary>
    /// <param name="cgroupDirectory">Directory of the cgroup in a cgroup v2 file system.</param>
    /// <param name="direction">Direction of the packets, from the point of view of the cgroup's processes.</param>
    /// <exception cref="BpfStateException">The program is not loaded, or is not a packet program (<see cref="ProgramType.CgroupSkb"/>).</exception>
    /// <inheritdoc cref="Attach(string)"/>
    public Link Attach(string cgroupDirectory, TrafficDirection direction)
        => Adopt(AttachTo(cgroupDirectory, new CgroupAttachOptions { Direction = direction }));

    /// <summary>Attaches to a cgroup at a position among the programs there, with or without a link.</summary>
    /// <param name="cgroupDirectory">Directory of the cgroup in a cgroup v2 file system.</param>
    /// <param name="options">How to attach.</param>
    /// <exception cref="ArgumentException">The options ask for a link that excludes other programs.</exception>
    /// <exception cref="BpfUnsupportedException">The kernel has no order among programs of a cgroup (6.17), or no links to cgroups (5.7).</exception>
    /// <exception cref="BpfException">
    /// The directory does not belong to cgroup v2 (ENOENT, ENOTDIR, EBADF), a program there excludes others (EPERM), the program is already attached without
    /// a link (EINVAL), or the list of programs has another revision (ESTALE).
    /// </exception>
    /// <inheritdoc cref="Attach(string, TrafficDirection)"/>
    public Link Attach(string cgroupDirectory, CgroupAttachOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Adopt(AttachTo(cgroupDirectory, options));
    }

    /// <summary>Reads which programs of this kind are attached to a cgroup itself, in the order in which they run.</summary>
    /// <param name="cgroupDirectory">Directory of the cgroup in a cgroup v2 file system.</param>
    /// <param name="direction">Direction of the packets, for packet programs; null for that of the section.</param>
    /// <inheritdoc cref="Attach(string, TrafficDirection)"/>
    public AttachedPrograms GetAttached(string cgroupDirectory, TrafficDirection? direction = null)
    {
        AttachType place = PlaceOf(direction, cgroupDirectory, out string hook);
        string operation = $"list {hook} programs beside";
        ErrorSubject subject = new(Name, cgroupDirectory, "at");
        using BpfHandle cgroup = Open(cgroupDirectory, operation, subject);
        Errno error = AttachedPrograms.Read((uint)cgroup.Descriptor, place, withLinks: false, out AttachedPrograms? programs);
        return programs ?? throw Refusal(operation, subject, error, place);
    }

    private protected override Link? AttachToSectionTarget()
        => Request.Target is { } directory ? AttachTo(directory, new CgroupAttachOptions { Direction = Request.Direction }) : null;

    private Link AttachTo(string directory, CgroupAttachOptions options)
    {
        if (options is { Mode: not CgroupAttachMode.Direct, Sharing: not CgroupSharing.Multiple })
        {
            throw new ArgumentException("Links always allow other programs: use CgroupAttachMode.Direct.", nameof(options));
        }

        AttachType place = PlaceOf(options.Direction, directory, out string hook);
        string operation = $"attach {hook} program";
        ErrorSubject subject = new(Name, directory);
        BpfHandle program = Handle;
        using BpfHandle cgroup = Open(directory, operation, subject);
        return AttachOnce(operation, subject, [(FileIdentity.Of(cgroup).Inode, place)],
            () => AttachTo(cgroup, program, place, hook, operation, subject, options));
    }

    private Link AttachTo(
        BpfHandle cgroup, BpfHandle program, AttachType place, string hook, string operation, ErrorSubject subject, CgroupAttachOptions options)
    {
        string directory = subject.Target!;
        uint flags = options.BeforeDescendants ? PreorderFlag : 0;
        Errno error = Errno.EINVAL;
        if (options.Mode != CgroupAttachMode.Direct)
        {
            LinkCreateAttribute attribute = new()
            {
                ProgramFd = (uint)program.Descriptor,
                TargetFd = (uint)cgroup.Descriptor,
                AttachType = (uint)place,
                Flags = flags,
            };
            options.Order?.ApplyTo(ref attribute);
            error = BpfCall.Open(BpfCommand.LinkCreate, ref attribute, sizeof(LinkCreateAttribute), out BpfHandle link);
            if (error == Errno.None)
            {
                return new KernelLink(link, hook, directory) { RequiredAttachType = Type == ProgramType.CgroupSkb ? null : place };
            }
        }

        // A kernel without such links has no command to make them. LSM programs of cgroups attach only through links.
        if (error == Errno.EINVAL && options.Mode != CgroupAttachMode.Link && place != AttachType.LsmCgroup)
        {
            flags |= options.Sharing switch
            {
                CgroupSharing.Multiple => CgroupAttachment.AllowMultipleFlag,
                CgroupSharing.Override => CgroupAttachment.AllowOverrideFlag,
                _ => 0,
            };
            error = CgroupAttachment.Attach(cgroup, program, place, flags, options.Order, hook, directory, out CgroupAttachment? attachment);
            if (attachment is not null)
            {
                return attachment;
            }
        }

        throw options.Order?.Explain(error) is { } reason ? BpfException.FromKernel(operation, subject, error, reason)
            : error == Errno.EINVAL && (options.Order is not null || options.BeforeDescendants)
                ? new BpfUnsupportedException(operation, subject, "An order among the programs of a cgroup needs kernel 6.17, BeforeDescendants 6.15.", error)
            : error == Errno.EINVAL && options.Mode == CgroupAttachMode.Direct && place == AttachType.LsmCgroup
                ? new BpfUnsupportedException(operation, subject, "LSM programs of cgroups attach only through links.", error)
            : error == Errno.EINVAL && options.Mode == CgroupAttachMode.Direct && Type != ProgramType.CgroupSkb
                ? BpfException.FromKernel(operation, subject, error, "The program is already attached there without a link.")
            : Refusal(operation, subject, error, place);
    }

    private AttachType PlaceOf(TrafficDirection? direction, string directory, out string hook)
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

        AttachType place = direction switch
        {
            null => ExpectedAttachType,
            TrafficDirection.Ingress => AttachType.CgroupInetIngress,
            _ => AttachType.CgroupInetEgress,
        };
        hook = place switch
        {
            AttachType.CgroupInetIngress => "cgroup_skb/ingress",
            AttachType.CgroupInetEgress => "cgroup_skb/egress",
            AttachType.LsmCgroup => $"lsm_cgroup/{KernelTargetName}",
            _ => Definition.Kind!.Name,
        };
        return place;
    }

    private static BpfHandle Open(string directory, string operation, ErrorSubject subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        NativeText.Require(directory, operation, subject);
        Errno error = Native.Open(directory, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle cgroup);
        return error == Errno.None ? cgroup : throw BpfException.FromKernel(operation, subject, error,
            error is Errno.ENOENT or Errno.ENOTDIR ? $"It must be the directory of a cgroup; {CgroupMounts.Describe()}" : null);
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
