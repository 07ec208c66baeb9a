using System.Runtime.InteropServices;
using System.Text;
using Bpf.Runtime.Syscalls;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Netlink;

/// <summary>
/// A socket to the routing part of the kernel, for the network namespace of the thread that opens it, whatever thread uses it later. It keeps that
/// namespace alive.
/// </summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    private const int Family = 16; // AF_NETLINK, linux/socket.h; protocol 0 is NETLINK_ROUTE
    private const int Raw = 3 | 0x80000; // SOCK_RAW | SOCK_CLOEXEC
    private const int Level = 270; // SOL_NETLINK
    private const int CappedAnswers = 10; // NETLINK_CAP_ACK, linux/netlink.h (kernel 4.3)
    private const int ExtendedAnswers = 11; // NETLINK_EXT_ACK (kernel 4.12)
    private const int StrictChecks = 12; // NETLINK_GET_STRICT_CHK (kernel 4.20)
    private const ushort ErrorType = 2; // NLMSG_ERROR
    private const ushort DoneType = 3; // NLMSG_DONE
    private const ushort Interrupted = 0x10; // NLM_F_DUMP_INTR
    private const ushort HasReason = 0x200; // NLM_F_ACK_TLVS
    private const ushort ReasonAttribute = 1; // NLMSGERR_ATTR_MSG
    private const int ReceiveSize = 64 * 1024;

    private readonly BpfHandle _socket;
    private readonly Lock _lock = new();
    private uint _sequence;

    private NetlinkSocket(BpfHandle socket) => _socket = socket;

    /// <summary>Opens a socket in the network namespace of the calling thread.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public static NetlinkSocket Open(string operation, ErrorSubject subject)
    {
        Errno error = Native.Own(LibC.Socket(Family, Raw, 0), out BpfHandle socket);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel(operation, subject, error, "No netlink socket.");
        }

        // Old kernels lack some of them, and answer without a reason or with more than was asked for.
        foreach (int option in (ReadOnlySpan<int>)[CappedAnswers, ExtendedAnswers, StrictChecks])
        {
            int on = 1;
            _ = LibC.SetSocketOption(socket.Descriptor, Level, option, &on, sizeof(int));
        }

        return new NetlinkSocket(socket);
    }

    /// <summary>Sends a message and waits for the answer.</summary>
    public NetlinkAnswer Send(NetlinkMessage message)
    {
        lock (_lock)
        {
            NetlinkAnswer? answer;
            do
            {
                byte[] bytes = message.Finish(++_sequence);
                fixed (byte* pointer = bytes)
                {
                    if (LibC.Send(_socket.Descriptor, pointer, (nuint)bytes.Length, 0) < 0)
                    {
                        return new NetlinkAnswer(Native.LastError, null, []);
                    }
                }

                answer = Receive();
            }
            while (answer is null); // A list changed while it was read.

            return answer;
        }
    }

    public void Dispose() => _socket.Dispose();

    private NetlinkAnswer? Receive()
    {
        List<NetlinkReply> objects = [];
        bool isInterrupted = false;
        byte[] buffer = new byte[ReceiveSize];
        while (true)
        {
            nint length;
            fixed (byte* pointer = buffer)
            {
                length = LibC.Receive(_socket.Descriptor, pointer, ReceiveSize, 0);
            }

            if (length < 0 && Native.LastError == Errno.EINTR)
            {
                continue;
            }

            if (length < 0)
            {
                return new NetlinkAnswer(Native.LastError, null, []);
            }

            for (ReadOnlySpan<byte> rest = buffer.AsSpan(0, (int)length); MemoryMarshal.TryRead(rest, out NetlinkHeader header);)
            {
                ReadOnlySpan<byte> content = rest[sizeof(NetlinkHeader)..(int)header.Length];
                rest = rest[Math.Min((int)(header.Length + NetlinkReply.Alignment - 1) & -NetlinkReply.Alignment, rest.Length)..];
                if (header.Sequence != _sequence)
                {
                    continue; // Of a message whose answer was given up.
                }

                isInterrupted |= (header.Flags & Interrupted) != 0;
                if (header.Type is ErrorType or DoneType)
                {
                    // The number is negative; a list may end without one on old kernels.
                    int number = MemoryMarshal.TryRead(content, out int value) ? -value : 0;
                    return isInterrupted ? null : new NetlinkAnswer((Errno)number, number == 0 ? null : ReasonIn(header, content), objects);
                }

                objects.Add(new NetlinkReply(content.ToArray()));
            }
        }
    }

    // After the number, struct nlmsgerr has the header of the request, without its body because answers are capped.
    private static string? ReasonIn(NetlinkHeader header, ReadOnlySpan<byte> content)
    {
        int start = header.Type == ErrorType ? sizeof(int) + sizeof(NetlinkHeader) : sizeof(int);
        ReadOnlySpan<byte> text = (header.Flags & HasReason) == 0 || content.Length < start ? []
            : NetlinkReply.FindIn(content[start..], ReasonAttribute);
        return text.IsEmpty ? null : Encoding.UTF8.GetString(text.TrimEnd((byte)0));
    }
}
