using System.Buffers.Binary;
using Bpf.Runtime.Netlink;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Attach.Devices;

/// <summary>Attachment of a program to a network device as a filter of its clsact qdisc, which decides about packets itself (direct action).</summary>
internal sealed class FilterAttachment : Link
{
    private const ushort AllProtocols = 3; // ETH_P_ALL, linux/if_ether.h
    private const ushort NewFilter = 44; // RTM_NEWTFILTER, linux/rtnetlink.h
    private const ushort DeleteFilter = 45; // RTM_DELTFILTER
    private const ushort GetFilter = 46; // RTM_GETTFILTER
    private const ushort Options = 2; // TCA_OPTIONS
    private const ushort Descriptor = 6; // TCA_BPF_FD, linux/pkt_cls.h
    private const ushort FilterName = 7; // TCA_BPF_NAME
    private const ushort Flags = 8; // TCA_BPF_FLAGS
    private const ushort Id = 11; // TCA_BPF_ID
    private const uint DirectAction = 1; // TCA_BPF_FLAG_ACT_DIRECT
    private const string KindName = "bpf";

    private readonly NetlinkSocket _socket;
    private readonly DevicePlace _device;
    private readonly TrafficControlMessage _filter;
    private readonly string _program;
    private uint _programId;

    private FilterAttachment(NetlinkSocket socket, DevicePlace device, TrafficControlMessage filter, string program, uint programId, string target)
    {
        _socket = socket;
        _device = device;
        _filter = filter;
        _program = program;
        _programId = programId;
        Target = target;
    }

    public override LinkKind Kind => LinkKind.Other;

    public override string Target { get; }

    public override string Hook => _filter.Parent == ClassActions.Ingress ? "tc/ingress" : "tc/egress";

    /// <summary>Attaches in the network namespace of the calling thread.</summary>
    /// <param name="program">The program.</param>
    /// <param name="device">The device; a direction is given by <paramref name="direction"/>.</param>
    /// <param name="direction">Direction of the packets.</param>
    /// <param name="options">Priority, handle and protocol.</param>
    /// <exception cref="BpfException">The kernel refused; nothing is left behind.</exception>
    public static FilterAttachment Attach(BpfProgram program, NetworkDevice device, TrafficDirection direction, TrafficControlOptions options)
    {
        uint parent = direction == TrafficDirection.Ingress ? ClassActions.Ingress : ClassActions.Egress;
        string operation = $"attach tc/{(direction == TrafficDirection.Ingress ? "ingress" : "egress")} program";
        ErrorSubject subject = new(program.Name, device.Name);
        DevicePlace place = DevicePlace.Here(device.Index);
        ProgramInfo info = default;
        info.Read(program.Handle, program.Name);
        TrafficControlMessage filter = new()
        {
            InterfaceIndex = device.Index,
            Parent = parent,
            Handle = options.Handle ?? 0,
        };
        NetlinkSocket socket = NetlinkSocket.Open(operation, subject);
        bool isAttached = false;
        try
        {
            lock (ClassActions.Lock)
            {
                NetlinkAnswer answer = ClassActions.Acquire(socket, place, parent);
                if (answer.Error != Errno.None)
                {
                    throw BpfException.FromKernel(operation, subject, answer.Error, answer.Explain(answer.Error switch
                    {
                        Errno.EEXIST => "The device has an ingress qdisc, which has no filters for packets that leave: replace it with a clsact qdisc.",
                        Errno.ENOENT => "A clsact qdisc needs kernel 4.5 with CONFIG_NET_SCH_INGRESS, which may be in the module sch_ingress.",
                        Errno.ENODEV => "The device is gone.",
                        _ => null,
                    }));
                }

                try
                {
                    ushort priority = options.Priority ?? ClassActions.FreePriority(socket, place, parent);
                    filter.Info = (uint)priority << 16 | OnWire(options.Protocol ?? AllProtocols);
                    answer = Set(socket, filter, program.Handle, program.Name, NetlinkFlags.Create | NetlinkFlags.Exclusive | NetlinkFlags.Echo);
                    isAttached = answer is { Error: Errno.None, Objects.Count: > 0 };
                }
                finally
                {
                    if (!isAttached)
                    {
                        ClassActions.Release(socket, place, isSame: true);
                    }
                }

                return isAttached
                    ? new FilterAttachment(socket, place, answer.Objects[0].Body<TrafficControlMessage>(), program.Name, info.Id, device.Name)
                    : throw BpfException.FromKernel(operation, subject, answer.Error, answer.Explain(answer.Error switch
                    {
                        Errno.EEXIST => $"The priority already has a filter with handle {options.Handle}.",
                        Errno.ENOENT => "Such filters need kernel 4.1 with CONFIG_NET_CLS_BPF, which may be in the module cls_bpf.",
                        Errno.EINVAL => "Another kind of filter, or one for another protocol, may have this priority; 'tc filter show' lists them.",
                        _ => null,
                    }));
            }
        }
        finally
        {
            if (!isAttached)
            {
                socket.Dispose();
            }
        }
    }

    public override string ToString() => $"{Hook} {Target}";

    internal override Errno ReplaceProgram(BpfHandle program, BpfHandle? expected)
    {
        lock (ClassActions.Lock)
        {
            // The kernel does not compare by itself.
            uint current = ProgramId();
            if (current == 0)
            {
                return Errno.ENOLINK;
            }

            ProgramInfo info = default;
            if (expected is not null)
            {
                info.Read(expected, _program);
                if (current != info.Id)
                {
                    return Errno.EPERM;
                }
            }

            info = default;
            info.Read(program, _program);
            Errno error = Set(_socket, _filter, program, _program, NetlinkFlags.Replace).Error;
            _programId = error == Errno.None ? info.Id : _programId;
            return error;
        }
    }

    // Somebody may have removed or replaced the filter, the qdisc or the device.
    private protected override void Release()
    {
        lock (ClassActions.Lock)
        {
            bool isThere = ProgramId() == _programId;
            if (isThere)
            {
                _ = _socket.Send(NetlinkMessage.Of(DeleteFilter, default, _filter).Add(ClassActions.KindAttribute, KindName));
            }

            ClassActions.Release(_socket, _device, isThere);
        }

        _socket.Dispose();
    }

    private static NetlinkAnswer Set(NetlinkSocket socket, TrafficControlMessage filter, BpfHandle program, string name, NetlinkFlags flags)
        => socket.Send(NetlinkMessage.Of(NewFilter, flags, filter).Add(ClassActions.KindAttribute, KindName).AddNested(Options, options => options
            .Add(Descriptor, (uint)program.Descriptor)
            .Add(FilterName, name)
            .Add(Flags, DirectAction)));

    private static ushort OnWire(ushort protocol) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(protocol) : protocol;

    // The kernel's id of the program that the filter has now; 0 when the filter is gone.
    private uint ProgramId()
        => _socket.Send(NetlinkMessage.Of(GetFilter, default, _filter).Add(ClassActions.KindAttribute, KindName)).Objects is [{ } filter, ..]
            ? filter.Number<TrafficControlMessage>(Options, Id) : 0;
}
