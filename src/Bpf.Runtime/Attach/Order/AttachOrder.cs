using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>
/// Where a program runs among those at the same hook: for network devices with tcx (kernel 6.6) and netkit (6.7) links, and for cgroups (6.17). Without an
/// order, a new program runs after the others.
/// </summary>
public sealed class AttachOrder
{
    private const uint BeforeFlag = 1U << 3; // BPF_F_BEFORE, include/uapi/linux/bpf.h
    private const uint AfterFlag = 1U << 4; // BPF_F_AFTER
    private const uint IdFlag = 1U << 5; // BPF_F_ID
    private const uint LinkFlag = 1U << 13; // BPF_F_LINK

    private readonly uint _flags;
    private readonly BpfHandle? _handle;
    private readonly uint _id;
    private ulong _revision;

    private AttachOrder(uint flags, BpfHandle? handle = null, uint id = 0)
    {
        _flags = flags;
        _handle = handle;
        _id = id;
    }

    /// <summary>Before all programs that are there.</summary>
    public static AttachOrder First { get; } = new(BeforeFlag);

    /// <summary>After all programs that are there.</summary>
    public static AttachOrder Last { get; } = new(AfterFlag);

    /// <summary>Immediately before a program.</summary>
    /// <param name="program">
    /// A loaded program that is attached there; at cgroups without a link, such as through <see cref="CgroupAttachMode.Direct"/>.
    /// </param>
    public static AttachOrder Before(BpfProgram program) => Beside(BeforeFlag, program);

    /// <summary>Immediately after a program.</summary>
    /// <param name="program">A loaded program that is attached there; at cgroups without a link.</param>
    public static AttachOrder After(BpfProgram program) => Beside(AfterFlag, program);

    /// <summary>Immediately before the program of a link.</summary>
    /// <param name="link">An attachment at the same place.</param>
    /// <exception cref="ArgumentException">Links of this kind have no order.</exception>
    public static AttachOrder Before(Link link) => Beside(BeforeFlag, link);

    /// <summary>Immediately after the program of a link.</summary>
    /// <param name="link">An attachment at the same place.</param>
    /// <exception cref="ArgumentException">Links of this kind have no order.</exception>
    public static AttachOrder After(Link link) => Beside(AfterFlag, link);

    /// <summary>Immediately before a program of any process; at cgroups, one that is attached without a link.</summary>
    /// <param name="id">The kernel's id of the program, as <c>bpftool prog</c> shows it.</param>
    public static AttachOrder BeforeProgram(uint id) => new(BeforeFlag | IdFlag, id: id);

    /// <summary>Immediately after a program of any process; at cgroups, one that is attached without a link.</summary>
    /// <param name="id">The kernel's id of the program.</param>
    public static AttachOrder AfterProgram(uint id) => new(AfterFlag | IdFlag, id: id);

    /// <summary>Immediately before the program of a link of any process.</summary>
    /// <param name="id">The kernel's id of the link, as <c>bpftool link</c> shows it.</param>
    public static AttachOrder BeforeLink(uint id) => new(BeforeFlag | IdFlag | LinkFlag, id: id);

    /// <summary>Immediately after the program of a link of any process.</summary>
    /// <param name="id">The kernel's id of the link.</param>
    public static AttachOrder AfterLink(uint id) => new(AfterFlag | IdFlag | LinkFlag, id: id);

    /// <summary>Returns this order for a list of programs that has not changed since it was read; otherwise attaching fails with ESTALE.</summary>
    /// <param name="revision">Its revision, <see cref="AttachedPrograms.Revision"/>.</param>
    public AttachOrder AtRevision(ulong revision) => new(_flags, _handle, _id) { _revision = revision };

    /// <summary>Writes the order into the attributes of a link.</summary>
    /// <exception cref="ObjectDisposedException">The program or link beside which to attach is closed.</exception>
    internal void ApplyTo(ref LinkCreateAttribute attribute)
    {
        attribute.Flags |= _flags;
        attribute.CgroupRelativeFd = Anchor; // In the same place as those of tcx and netkit.
        attribute.CgroupExpectedRevision = _revision;
    }

    /// <summary>Writes the order into the attributes of an attachment without a link.</summary>
    /// <inheritdoc cref="ApplyTo(ref LinkCreateAttribute)"/>
    internal void ApplyTo(ref ProgramAttachAttribute attribute)
    {
        attribute.AttachFlags |= _flags;
        attribute.RelativeFd = Anchor;
        attribute.ExpectedRevision = _revision;
    }

    /// <summary>Says what an error of the kernel means for the order; null when it has another reason.</summary>
    internal string? Explain(Errno error) => error switch
    {
        Errno.ENOENT or Errno.EBADF when IsRelative => "The program or link of the order is not attached there.",
        Errno.ESTALE => "Programs have been attached, replaced or detached there since that revision; read it again.",
        Errno.EINVAL when IsRelative
            => "The order names a program or link of another kind, or a program that is attached through a link; for those, name the link.",
        _ => null,
    };

    private bool IsRelative => _handle is not null || (_flags & IdFlag) != 0;

    private uint Anchor => _handle is null ? _id : (uint)_handle.Descriptor;

    private static AttachOrder Beside(uint flags, BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return new AttachOrder(flags, program.Handle);
    }

    private static AttachOrder Beside(uint flags, Link link)
    {
        ArgumentNullException.ThrowIfNull(link);
        (BpfHandle handle, bool isLink) = link.OrderAnchor
            ?? throw new ArgumentException($"The link '{link}' is not one among others at its place.", nameof(link));
        return new AttachOrder(isLink ? flags | LinkFlag : flags, handle);
    }
}
