using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>A packet or connection for one of several sockets; first parameter of a <see cref="SkReuseportAttribute"/> method.</summary>
[BtfName("sk_reuseport_md")]
public readonly unsafe ref struct SkReuseportContext : IBpfContext
{
    private readonly Metadata* _context;

    internal SkReuseportContext(void* context) => _context = (Metadata*)context;

    /// <summary>The context itself (<c>struct sk_reuseport_md *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>Length of the packet in bytes, starting at its TCP or UDP header.</summary>
    public uint Length => _context->Length;

    /// <summary>A reader at the TCP or UDP header, which copies what it reads (<c>bpf_skb_load_bytes</c>).</summary>
    public PacketLoader<SocketBufferSource> Packet => new(_context);

    /// <summary>EtherType in network byte order.</summary>
    public uint EtherType => _context->EtherType;

    /// <summary>IP protocol, such as 6 for TCP and 17 for UDP.</summary>
    public uint Protocol => _context->Protocol;

    /// <summary>True when the sockets are bound to all addresses.</summary>
    public bool IsBoundToAny => _context->BoundToAny != 0;

    /// <summary>Hash of the addresses and ports.</summary>
    public uint Hash => _context->Hash;

    /// <summary>
    /// True when a listening socket closes and a connection that it has not accepted needs another one: in programs with
    /// <see cref="SkReuseportAttribute.Migrate"/> (kernel 5.14). The packet is then empty.
    /// </summary>
    public bool IsMigration => _context->Migrating != 0;

    /// <summary>Copies part of the packet (<c>bpf_skb_load_bytes</c>).</summary>
    /// <typeparam name="T">Unmanaged type with the layout of that part.</typeparam>
    /// <param name="offset">Offset in bytes from the TCP or UDP header.</param>
    /// <param name="part">The copy, or the default.</param>
    /// <returns>False when the packet is too short.</returns>
    [BpfCalls("bpf_skb_load_bytes")]
    public bool TryRead<T>(uint offset, out T part)
        where T : unmanaged
    {
        part = default;
        return BpfHelpers.SkbLoadBytes(_context, offset, Unsafe.AsPointer(ref part), (uint)Unsafe.SizeOf<T>()) == 0;
    }

    /// <summary><c>struct sk_reuseport_md</c>, include/uapi/linux/bpf.h; its two pointers come first.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Metadata
    {
        public ulong Data;
        public ulong DataEnd;
        public uint Length;
        public uint EtherType;
        public uint Protocol;
        public uint BoundToAny;
        public uint Hash;
        public ulong Socket;
        public ulong Migrating;
    }
}
