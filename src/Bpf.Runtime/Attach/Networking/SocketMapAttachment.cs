using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Networking;

/// <summary>Attachment of a program to a map of sockets on kernels that have no links for it (before 6.10).</summary>
internal sealed class SocketMapAttachment : Link
{
    private readonly BpfHandle _program;
    private readonly BpfHandle _map;
    private readonly AttachType _place;

    private SocketMapAttachment(BpfHandle program, BpfHandle map, AttachType place, string hook, string target)
    {
        _program = program;
        _map = map;
        _place = place;
        Hook = hook;
        Target = target;
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target { get; }

    public override string Hook { get; }

    /// <summary>Attaches by <c>BPF_PROG_ATTACH</c>; null when the kernel refuses.</summary>
    public static SocketMapAttachment? TryCreate(BpfHandle program, BpfMap map, AttachType place, string hook, out Errno error)
    {
        SocketMapAttachment attachment = new(program.Duplicate(), map.Handle.Duplicate(), place, hook, map.Name);
        error = attachment.Run(BpfCommand.ProgramAttach);
        if (error == Errno.None)
        {
            return attachment;
        }

        attachment.Close();
        return null;
    }

    public override string ToString() => $"{Hook} {Target}";

    private protected override void Release()
    {
        // Refused when another program has replaced this one.
        _ = Run(BpfCommand.ProgramDetach);
        Close();
    }

    private Errno Run(BpfCommand command)
    {
        ProgramAttachAttribute attribute = new()
        {
            TargetFd = (uint)_map.Descriptor,
            AttachFd = (uint)_program.Descriptor,
            AttachType = (uint)_place,
        };
        return BpfCall.Run(command, ref attribute);
    }

    private void Close()
    {
        _program.Dispose();
        _map.Dispose();
    }
}
