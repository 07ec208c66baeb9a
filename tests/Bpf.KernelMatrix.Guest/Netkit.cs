using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bpf.KernelMatrix.Guest;

/// <summary>Makes a pair of netkit devices, by the message that <c>ip link add</c> sends.</summary>
internal static unsafe partial class Netkit
{
    private const int NetlinkFamily = 16; // AF_NETLINK, route protocol 0
    private const int RawSocket = 3; // SOCK_RAW
    private const ushort NewLink = 16; // RTM_NEWLINK, linux/rtnetlink.h
    private const ushort RequestToCreate = 0x605; // NLM_F_REQUEST | NLM_F_ACK | NLM_F_EXCL | NLM_F_CREATE, linux/netlink.h
    private const ushort Name = 3; // IFLA_IFNAME, linux/if_link.h
    private const ushort LinkInfo = 18; // IFLA_LINKINFO
    private const ushort Kind = 1; // IFLA_INFO_KIND
    private const int HeaderLength = 32; // nlmsghdr, ifinfomsg
    private const int ErrorOffset = 16; // of nlmsgerr.error

    /// <summary>Creates the pair in the network namespace of the calling thread; returns false if the kernel does not have such devices.</summary>
    public static bool TryCreate(string primary)
    {
        byte[] message = [.. new byte[HeaderLength], .. Attribute(Name, [.. Encoding.ASCII.GetBytes(primary), 0]), .. Attribute(LinkInfo, Attribute(Kind, "netkit\0"u8))];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), NewLink);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), RequestToCreate);
        int socket = Socket(NetlinkFamily, RawSocket, 0);
        try
        {
            byte[] answer = new byte[4096];
            fixed (byte* request = message)
            fixed (byte* reply = answer)
            {
                return Send(socket, request, message.Length, 0) == message.Length
                    && Receive(socket, reply, answer.Length, 0) > ErrorOffset
                    && BitConverter.ToInt32(answer, ErrorOffset) == 0;
            }
        }
        finally
        {
            _ = Close(socket);
        }
    }

    private static byte[] Attribute(ushort type, ReadOnlySpan<byte> value)
    {
        byte[] attribute = new byte[(4 + value.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16LittleEndian(attribute, (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(attribute.AsSpan(2), type);
        value.CopyTo(attribute.AsSpan(4));
        return attribute;
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
