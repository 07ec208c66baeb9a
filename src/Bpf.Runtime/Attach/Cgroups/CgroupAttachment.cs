using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Cgroups;

/// <summary>Attachment of a program to a cgroup without a BPF link.</summary>
internal sealed class CgroupAttachment : Link
{
    /// <summary>BPF_F_ALLOW_OVERRIDE, include/uapi/linux/bpf.h</summary>
    public const uint AllowOverrideFlag = 1U << 0;

    /// <summary>BPF_F_ALLOW_MULTI</summary>
    public const uint AllowMultipleFlag = 1U << 1;

    private const uint ReplaceFlag = 1U << 2; // BPF_F_REPLACE

    private readonly BpfHandle _cgroup;
    private readonly AttachType _place;
    private readonly uint _flags;
    private BpfHandle _program;

    private CgroupAttachment(BpfHandle cgroup, BpfHandle program, AttachType place, uint flags, string hook, string target)
    {
        _cgroup = cgroup;
        _program = program;
        _place = place;
        _flags = flags;
        Hook = hook;
        Target = target;
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target { get; }

    public override string Hook { get; }

    internal override (BpfHandle Handle, bool IsLink)? OrderAnchor => (_program, false);

    /// <summary>Attaches a program.</summary>
    /// <param name="cgroup">The cgroup; the attachment keeps a duplicate.</param>
    /// <param name="program">The program; the attachment keeps a duplicate.</param>
    /// <param name="place">The hook.</param>
    /// <param name="flags">BPF_F_ALLOW_OVERRIDE, BPF_F_ALLOW_MULTI and BPF_F_PREORDER.</param>
    /// <param name="order">Where it runs; null for after the others.</param>
    /// <param name="hook">The hook in the notation of section names.</param>
    /// <param name="target">Directory of the cgroup.</param>
    /// <param name="attachment">The attachment, if there is no error.</param>
    public static Errno Attach(
        BpfHandle cgroup, BpfHandle program, AttachType place, uint flags, AttachOrder? order, string hook, string target, out CgroupAttachment? attachment)
    {
        ProgramAttachAttribute attribute = new()
        {
            TargetFd = (uint)cgroup.Descriptor,
            AttachFd = (uint)program.Descriptor,
            AttachType = (uint)place,
            AttachFlags = flags,
        };
        order?.ApplyTo(ref attribute);
        CgroupAttachment candidate = new(cgroup.Duplicate(), program.Duplicate(), place, flags, hook, target);
        Errno error = BpfCall.Run(BpfCommand.ProgramAttach, ref attribute);
        attachment = error == Errno.None ? candidate : null;
        if (attachment is null)
        {
            candidate.Close();
        }

        return error;
    }

    public override string ToString() => $"{Hook} {Target}";

    internal override Errno ReplaceProgram(BpfHandle program, BpfHandle? expected)
    {
        bool isOneOfSeveral = (_flags & AllowMultipleFlag) != 0;
        ProgramAttachAttribute attribute = new()
        {
            TargetFd = (uint)_cgroup.Descriptor,
            AttachFd = (uint)program.Descriptor,
            AttachType = (uint)_place,
            AttachFlags = _flags | (isOneOfSeveral ? ReplaceFlag : 0),
            ReplaceFd = isOneOfSeveral ? (uint)(expected ?? _program).Descriptor : 0,
        };
        Errno error = BpfCall.Run(BpfCommand.ProgramAttach, ref attribute);
        if (error == Errno.None)
        {
            BpfHandle old = _program;
            _program = program.Duplicate();
            old.Dispose();
        }

        return error == Errno.ENOENT ? Errno.EPERM : error; // As links say it.
    }

    // Fails if somebody else has detached it or has removed the cgroup, which is as good.
    private protected override void Release()
    {
        ProgramAttachAttribute attribute = new() { TargetFd = (uint)_cgroup.Descriptor, AttachFd = (uint)_program.Descriptor, AttachType = (uint)_place };
        _ = BpfCall.Run(BpfCommand.ProgramDetach, ref attribute);
        Close();
    }

    private void Close()
    {
        _program.Dispose();
        _cgroup.Dispose();
    }
}
