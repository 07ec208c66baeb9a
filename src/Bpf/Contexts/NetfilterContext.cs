using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>A packet at a hook of netfilter, starting at its IP header; first parameter of a <see cref="NetfilterAttribute"/> method.</summary>
[BtfName("bpf_nf_ctx")]
public readonly unsafe ref struct NetfilterContext : IBpfContext
{
    private readonly Members* _context;

    internal NetfilterContext(void* context) => _context = (Members*)context;

    /// <summary>The context itself (<c>struct bpf_nf_ctx *</c>).</summary>
    public void* Pointer => _context;

    /// <summary>The packet as the kernel's object (<c>struct sk_buff *</c>).</summary>
    public void* Buffer => (void*)_context->Buffer;

    /// <summary>The hook and its devices as the kernel's object (<c>struct nf_hook_state *</c>).</summary>
    public void* State => (void*)_context->State;

    /// <summary>A reader at the IP header, which copies the headers (<c>bpf_dynptr_from_skb</c> and <c>bpf_dynptr_read</c>).</summary>
    public PacketLoader<NetfilterSource> Packet => new(Buffer);

    /// <summary>Gets the bytes of the packet, starting at its IP header (<c>bpf_dynptr_from_skb</c>).</summary>
    /// <param name="packet">The bytes; a local variable.</param>
    /// <returns>False on failure, which the kernel does not expect.</returns>
    public bool TryGetPacket(out BpfDynptr packet)
    {
        Unsafe.SkipInit(out packet);
        return PacketFunctions.PacketOf((SocketBuffer*)Buffer, 0, ref packet) == 0;
    }

    /// <summary><c>struct bpf_nf_ctx</c>, include/linux/netfilter_bpf.h.</summary>
    private struct Members
    {
        public ulong State;
        public ulong Buffer;
    }
}
