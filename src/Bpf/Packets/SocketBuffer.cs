using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// The beginning of <c>struct __sk_buff</c>, include/uapi/linux/bpf.h. The kernel rewrites loads of <see cref="Data"/> and <see cref="DataEnd"/>
/// to full pointers.
/// </summary>
[BtfName("__sk_buff")]
internal unsafe struct SocketBuffer
{
    public uint Length;
    public uint PacketType;
    public uint Mark;
    public uint QueueMapping;
    public uint Protocol;
    public uint VlanPresent;
    public uint VlanTci;
    public uint VlanProtocol;
    public uint Priority;
    public uint IngressInterface;
    public uint Interface;
    public uint TrafficClassIndex;
    public uint Control0;
    public uint Control1;
    public uint Control2;
    public uint Control3;
    public uint Control4;
    public uint Hash;
    public uint TrafficClassId;
    public uint Data;
    public uint DataEnd;
    public uint NapiId;
    public uint Family;
    public uint RemoteAddress4;
    public uint LocalAddress4;
    public Ipv6Address RemoteAddress6;
    public Ipv6Address LocalAddress6;
    public uint RemotePort;
    public uint LocalPort;
    public uint DataMeta;
    public ulong FlowKeys;

    /// <summary>Copies part of a packet (<c>bpf_skb_load_bytes</c>); returns false when the packet is too short.</summary>
    [BpfCalls("bpf_skb_load_bytes")]
    public static bool TryRead<T>(SocketBuffer* buffer, uint offset, out T part)
        where T : unmanaged
    {
        Unsafe.SkipInit(out part); // the helper clears it when it fails
        return BpfHelpers.SkbLoadBytes(buffer, offset, Unsafe.AsPointer(ref part), (uint)Unsafe.SizeOf<T>()) == 0;
    }
}
