namespace Bpf;

/// <summary><c>struct xdp_md</c>, include/uapi/linux/bpf.h. The kernel rewrites loads of the first three fields to full pointers.</summary>
internal struct XdpMetadata
{
    public uint Data;
    public uint DataEnd;
    public uint DataMeta;
    public uint IngressInterface;
    public uint ReceiveQueue;
    public uint EgressInterface;
}
