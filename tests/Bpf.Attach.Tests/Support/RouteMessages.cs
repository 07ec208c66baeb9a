using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.Attach.Tests.Support;

/// <summary>The messages of <c>ip link</c> and <c>ip address</c>, to the network namespace of the calling thread.</summary>
internal static unsafe partial class RouteMessages
{
    private const ushort NewQueue = 36; // RTM_NEWQDISC
    private const int QueueLength = 20; // tcmsg
    private const uint Root = 0xFFFFFFFF; // TC_H_ROOT, linux/pkt_sched.h
    private const ushort QueueKind = 1; // TCA_KIND
    private const int NetlinkFamily = 16; // AF_NETLINK, route protocol 0
    private const int RawSocket = 3; // SOCK_RAW
    private const ushort NewLink = 16; // RTM_NEWLINK, linux/rtnetlink.h
    private const ushort NewAddress = 20; // RTM_NEWADDR
    private const ushort Request = 0x5; // NLM_F_REQUEST | NLM_F_ACK, linux/netlink.h
    private const ushort RequestToCreate = 0x605; // and NLM_F_EXCL | NLM_F_CREATE
    private const ushort HardwareAddress = 1; // IFLA_ADDRESS, linux/if_link.h
    private const ushort Name = 3; // IFLA_IFNAME
    private const ushort LargestPacket = 4; // IFLA_MTU
    private const ushort LinkInfo = 18; // IFLA_LINKINFO
    private const ushort NamespaceDescriptor = 28; // IFLA_NET_NS_FD
    private const ushort Kind = 1; // IFLA_INFO_KIND
    private const ushort Data = 2; // IFLA_INFO_DATA
    private const ushort Peer = 1; // VETH_INFO_PEER, linux/veth.h, and IFLA_NETKIT_PEER_INFO
    private const ushort Address = 1; // IFA_ADDRESS, linux/if_addr.h
    private const ushort LocalAddress = 2; // IFA_LOCAL
    private const byte WithoutDetection = 2; // IFA_F_NODAD
    private const uint Up = 1; // IFF_UP, linux/if.h
    private const int HeaderLength = 16; // nlmsghdr
    private const int LinkLength = 16; // ifinfomsg
    private const int ErrorOffset = 16; // of nlmsgerr.error

    /// <summary>Makes a pair of veth devices: one here, the other in another namespace.</summary>
    public static void CreatePair(string name, string peerName, SafeHandle peerNamespace)
        => Send(NewLink, RequestToCreate,
        [
            .. new byte[LinkLength],
            .. Attribute(Name, Text(name)),
            .. Attribute(LinkInfo,
            [
                .. Attribute(Kind, Text("veth")),
                .. Attribute(Data, Attribute(Peer,
                [
                    .. new byte[LinkLength],
                    .. Attribute(Name, Text(peerName)),
                    .. Attribute(NamespaceDescriptor, BitConverter.GetBytes((int)peerNamespace.DangerousGetHandle())),
                ])),
            ]),
        ]);

    /// <summary>Gives a device a queueing discipline.</summary>
    public static void AddQueue(int device, string kind)
    {
        byte[] message = new byte[QueueLength];
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), device);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), Root);
        Send(NewQueue, RequestToCreate, [.. message, .. Attribute(QueueKind, Text(kind))]);
    }

    /// <summary>Makes a pair of netkit devices here; returns false if the kernel does not have such devices.</summary>
    public static bool TryCreateNetkit(string primary, string peer)
        => Exchange(NewLink, RequestToCreate,
        [
            .. new byte[LinkLength],
            .. Attribute(Name, Text(primary)),
            .. Attribute(LinkInfo,
            [
                .. Attribute(Kind, Text("netkit")),
                .. Attribute(Data, Attribute(Peer, [.. new byte[LinkLength], .. Attribute(Name, Text(peer))])),
            ]),
        ]) == 0;

    /// <summary>Index of a device in the calling thread's namespace.</summary>
    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int IndexOf(string device);

    /// <summary>Gives a device its Ethernet address and starts it.</summary>
    public static void Start(int device, ReadOnlySpan<byte> hardwareAddress)
    {
        byte[] message = Link(device);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), Up);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), Up);
        Send(NewLink, Request, [.. message, .. Attribute(HardwareAddress, hardwareAddress)]);
    }

    /// <summary>Sets how many bytes the largest packet of a device has (its MTU).</summary>
    public static void SetLimit(int device, int bytes) => Send(NewLink, Request, [.. Link(device), .. Attribute(LargestPacket, BitConverter.GetBytes(bytes))]);

    /// <summary>Gives a device an address that works at once.</summary>
    public static void Add(int device, IPAddress address, byte prefixLength)
    {
        byte[] message = [(byte)(address.AddressFamily == AddressFamily.InterNetwork ? 2 : 10), prefixLength, WithoutDetection, 0, 0, 0, 0, 0]; // AF_INET, AF_INET6
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), device);
        Send(NewAddress, RequestToCreate, [.. message, .. Attribute(LocalAddress, address.GetAddressBytes()), .. Attribute(Address, address.GetAddressBytes())]);
    }

    private static byte[] Link(int device)
    {
        byte[] message = new byte[LinkLength];
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), device);
        return message;
    }

    private static byte[] Text(string value) => [.. Encoding.ASCII.GetBytes(value), 0];

    private static byte[] Attribute(ushort type, ReadOnlySpan<byte> value)
    {
        byte[] attribute = new byte[(4 + value.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16LittleEndian(attribute, (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(attribute.AsSpan(2), type);
        value.CopyTo(attribute.AsSpan(4));
        return attribute;
    }

    private static void Send(ushort type, ushort flags, ReadOnlySpan<byte> body)
    {
        int error = Exchange(type, flags, body);
        if (error != 0)
        {
            throw new InvalidOperationException($"Message {type} was refused: errno {error}.");
        }
    }

    // Returns the errno.
    private static int Exchange(ushort type, ushort flags, ReadOnlySpan<byte> body)
    {
        byte[] message = [.. new byte[HeaderLength], .. body];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        int socket = Socket(NetlinkFamily, RawSocket, 0);
        try
        {
            byte[] answer = new byte[4096];
            fixed (byte* request = message)
            fixed (byte* reply = answer)
            {
                if (Send(socket, request, message.Length, 0) != message.Length || Receive(socket, reply, answer.Length, 0) <= ErrorOffset)
                {
                    throw new InvalidOperationException($"Message {type} was not answered.");
                }

                return -BitConverter.ToInt32(answer, ErrorOffset);
            }
        }
        finally
        {
            _ = Close(socket);
        }
    }

    [LibraryImport("libc", EntryPoint = "socket")]
    private static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send")]
    private static partial nint Send(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv")]
    private static partial nint Receive(int socket, byte* buffer, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int fd);
}
