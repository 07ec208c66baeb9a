using Bpf.Runtime.Netlink;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Devices;

/// <summary>Attachment of an XDP program to a network device by netlink. The device holds the program.</summary>
internal sealed class XdpAttachment : Link
{
    private const ushort GetLink = 18; // RTM_GETLINK, linux/rtnetlink.h
    private const ushort SetLink = 19; // RTM_SETLINK
    private const ushort Xdp = 43; // IFLA_XDP, linux/if_link.h
    private const ushort Descriptor = 1; // IFLA_XDP_FD
    private const ushort FlagsAttribute = 3; // IFLA_XDP_FLAGS
    private const ushort Id = 4; // IFLA_XDP_PROG_ID
    private const ushort ExpectedDescriptor = 8; // IFLA_XDP_EXPECTED_FD (kernel 5.7)
    private const uint OnlyIfNone = 1 << 0; // XDP_FLAGS_UPDATE_IF_NOEXIST
    private const uint OnlyIfExpected = 1 << 4; // XDP_FLAGS_REPLACE (kernel 5.7)

    private readonly NetlinkSocket _socket;
    private readonly uint _interfaceIndex;
    private readonly XdpAttachMode _mode;
    private BpfHandle _program;

    private XdpAttachment(NetlinkSocket socket, NetworkDevice device, XdpAttachMode mode, BpfHandle program)
    {
        _socket = socket;
        _interfaceIndex = device.Index;
        _mode = mode;
        _program = program;
        Target = device.Name;
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target { get; }

    public override string Hook => "xdp";

    /// <summary>Attaches in the network namespace of the calling thread.</summary>
    /// <exception cref="BpfException">The kernel refused; nothing has changed.</exception>
    public static XdpAttachment Attach(BpfProgram program, NetworkDevice device, XdpOptions options, string operation)
    {
        ErrorSubject subject = new(program.Name, device.Name);
        using BpfHandle? replaced = options.ReplacesProgram is { } id ? OpenProgram(id, operation, subject) : null;
        XdpAttachment attachment = new(NetlinkSocket.Open(operation, subject), device, options.Mode, program.Handle.Duplicate());
        NetlinkAnswer answer = replaced is null
            ? attachment.Set(program.Handle.Descriptor, OnlyIfNone, null) : attachment.Set(program.Handle.Descriptor, OnlyIfExpected, replaced);
        if (answer.Error == Errno.None)
        {
            return attachment;
        }

        attachment.Close();
        throw BpfException.FromKernel(operation, subject, answer.Error, answer.Explain(answer.Error switch
        {
            Errno.EEXIST when replaced is not null => $"The device does not have the program {options.ReplacesProgram} that this one is to replace.",
            Errno.EBUSY when replaced is not null => "The device has a program that is attached through a link: update the link.",
            Errno.EBUSY or Errno.EEXIST => AdviceFor(Errno.EBUSY),
            _ => AdviceFor(answer.Error),
        }));
    }

    /// <summary>Says what an error of the kernel means; null for one that has no particular meaning here.</summary>
    public static string? AdviceFor(Errno error) => error switch
    {
        Errno.EBUSY => "The device already has an XDP program.",
        Errno.EOPNOTSUPP => "The driver cannot run it in this mode; XdpAttachMode.Generic works on every device.",
        Errno.ERANGE => "The packets of the device, or of its peer, may be too long for one buffer. Set Fragments = true in the attribute "
            + "([Xdp(Fragments = true)], kernel 5.18), or a smaller MTU.",
        _ => null,
    };

    public override string ToString() => $"{Hook} {Target}";

    internal override Errno ReplaceProgram(BpfHandle program, BpfHandle? expected)
    {
        Errno error = Set(program.Descriptor, OnlyIfExpected, expected ?? _program).Error;
        if (error == Errno.None)
        {
            BpfHandle old = _program;
            _program = program.Duplicate();
            old.Dispose();
        }

        return error switch
        {
            Errno.EEXIST => Errno.EPERM, // As links say it.
            Errno.ENODEV => Errno.ENOLINK,
            _ => error,
        };
    }

    // Somebody may have removed the program or the device, or attached another program.
    private protected override void Release()
    {
        if (Set(-1, OnlyIfExpected, _program).Error == Errno.EINVAL && HasProgram())
        {
            _ = Set(-1, 0, null); // Before kernel 5.7, which cannot compare by itself.
        }

        Close();
    }

    private static BpfHandle OpenProgram(uint id, string operation, ErrorSubject subject)
    {
        ObjectIdAttribute attribute = new() { ProgramId = id };
        Errno error = BpfCall.Open(BpfCommand.ProgramGetFdById, ref attribute, ObjectIdAttribute.KnownSize, out BpfHandle handle);
        return error == Errno.None ? handle
            : throw BpfException.FromKernel(operation, subject, error, error == Errno.ENOENT ? $"There is no program {id} to replace." : null);
    }

    private NetlinkAnswer Set(int descriptor, uint flags, BpfHandle? expected)
        => _socket.Send(NetlinkMessage.Of(SetLink, default, new LinkMessage { InterfaceIndex = _interfaceIndex }).AddNested(Xdp, xdp =>
        {
            xdp.Add(Descriptor, descriptor).Add(FlagsAttribute, (uint)_mode | flags);
            if (expected is not null)
            {
                xdp.Add(ExpectedDescriptor, expected.Descriptor);
            }
        }));

    private bool HasProgram()
    {
        ProgramInfo info = default;
        info.Read(_program, Target);
        return _socket.Send(NetlinkMessage.Of(GetLink, default, new LinkMessage { InterfaceIndex = _interfaceIndex })).Objects is [{ } device, ..]
            && device.Number<LinkMessage>(Xdp, Id) == info.Id;
    }

    private void Close()
    {
        _program.Dispose();
        _socket.Dispose();
    }
}
