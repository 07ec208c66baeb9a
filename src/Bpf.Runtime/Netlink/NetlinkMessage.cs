using System.Runtime.InteropServices;
using Bpf.Objects.NativeNames;

namespace Bpf.Runtime.Netlink;

/// <summary>A message to the kernel: <c>struct nlmsghdr</c>, the struct of the message type, and attributes (linux/netlink.h).</summary>
internal sealed class NetlinkMessage
{
    private const int LengthSize = sizeof(ushort);
    private const ushort Nested = 1 << 15; // NLA_F_NESTED

    private readonly List<byte> _bytes = [];

    private NetlinkMessage(ushort type, NetlinkFlags flags)
        => Append(new NetlinkHeader { Type = type, Flags = (ushort)(flags | NetlinkFlags.Request | NetlinkFlags.Acknowledge) });

    /// <summary>Begins a message.</summary>
    /// <param name="type">Its type, <c>RTM_*</c>.</param>
    /// <param name="flags">Flags besides NLM_F_REQUEST and NLM_F_ACK, which all messages have.</param>
    /// <param name="body">The struct of the type.</param>
    public static NetlinkMessage Of<TBody>(ushort type, NetlinkFlags flags, TBody body)
        where TBody : unmanaged
    {
        NetlinkMessage message = new(type, flags);
        message.Append(body);
        return message;
    }

    /// <summary>Appends an attribute with the bytes of a value.</summary>
    public NetlinkMessage Add<TValue>(ushort type, TValue value)
        where TValue : unmanaged
        => Add(type, MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)));

    /// <summary>Appends an attribute with a text and its terminating NUL.</summary>
    public NetlinkMessage Add(ushort type, string text) => Add(type, NativeText.Of(text));

    /// <summary>Appends an attribute.</summary>
    public NetlinkMessage Add(ushort type, ReadOnlySpan<byte> value)
    {
        int start = Begin(type);
        _bytes.AddRange(value);
        return End(start);
    }

    /// <summary>Appends an attribute that contains others.</summary>
    public NetlinkMessage AddNested(ushort type, Action<NetlinkMessage> inner)
    {
        int start = Begin((ushort)(type | Nested));
        inner(this);
        return End(start);
    }

    /// <summary>Returns the message with its length and a sequence number.</summary>
    public byte[] Finish(uint sequence)
    {
        byte[] bytes = [.. _bytes];
        ref NetlinkHeader header = ref MemoryMarshal.AsRef<NetlinkHeader>(bytes.AsSpan());
        header.Length = (uint)bytes.Length;
        header.Sequence = sequence;
        return bytes;
    }

    private int Begin(ushort type)
    {
        int start = _bytes.Count;
        Append((ushort)0);
        Append(type);
        return start;
    }

    private NetlinkMessage End(int start)
    {
        MemoryMarshal.Write(CollectionsMarshal.AsSpan(_bytes).Slice(start, LengthSize), (ushort)(_bytes.Count - start));
        while (_bytes.Count % NetlinkReply.Alignment != 0)
        {
            _bytes.Add(0);
        }

        return this;
    }

    private void Append<TValue>(TValue value)
        where TValue : unmanaged
        => _bytes.AddRange(MemoryMarshal.AsBytes(new ReadOnlySpan<TValue>(in value)));
}
