using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// A system call on a socket and the address that it is given or returns; first parameter of a <see cref="CgroupSocketAddressAttribute"/> method. A new address
/// takes the place of the process's. The verifier allows some members only at some hooks; BPF0430 reports others.
/// </summary>
[BtfName("bpf_sock_addr")]
public readonly unsafe ref struct CgroupSocketAddressContext : IBpfContext
{
    private readonly Call* _context;

    internal CgroupSocketAddressContext(void* context) => _context = (Call*)context;

    /// <summary>The context itself (<c>struct bpf_sock_addr *</c>), for helpers that take one.</summary>
    public void* Pointer => _context;

    /// <summary>The socket (<c>struct bpf_sock *</c>), for helpers that take one.</summary>
    public void* Socket => (void*)_context->Socket;

    /// <summary>Address family of the socket.</summary>
    public SocketFamily Family => (SocketFamily)_context->Family;

    /// <summary>Address family of the address; that of an IPv4 address on an IPv6 socket differs.</summary>
    public SocketFamily AddressFamily => (SocketFamily)_context->AddressFamily;

    /// <summary>Type of the socket, such as <see cref="SocketType.Stream"/>.</summary>
    public SocketType Type => (SocketType)_context->Type;

    /// <summary>IP protocol of the socket, such as <see cref="ProtocolType.Tcp"/>.</summary>
    public ProtocolType Protocol => (ProtocolType)_context->Protocol;

    /// <summary>The IPv4 address; at hooks for IPv4.</summary>
    public Ipv4Address Address4
    {
        get => new(_context->Address4);
        set => _context->Address4 = value.NetworkValue;
    }

    /// <summary>The IPv6 address; at hooks for IPv6.</summary>
    public Ipv6Address Address6
    {
        get => new(_context->Address60, _context->Address61, _context->Address62, _context->Address63);
        set
        {
            _context->Address60 = value.Word0;
            _context->Address61 = value.Word1;
            _context->Address62 = value.Word2;
            _context->Address63 = value.Word3;
        }
    }

    /// <summary>The port in host byte order; at hooks for IPv4 and IPv6.</summary>
    public ushort Port
    {
        get => BinaryPrimitives.ReverseEndianness((ushort)_context->Port);
        set => _context->Port = BinaryPrimitives.ReverseEndianness(value);
    }

    /// <summary>The port in network byte order; at hooks for IPv4 and IPv6.</summary>
    public ushort PortOnWire
    {
        get => (ushort)_context->Port;
        set => _context->Port = value;
    }

    /// <summary>The IPv4 address from which the datagram is sent, 0.0.0.0 if the kernel chooses; at SendMessage4.</summary>
    public Ipv4Address SourceAddress4
    {
        get => new(_context->SourceAddress4);
        set => _context->SourceAddress4 = value.NetworkValue;
    }

    /// <summary>The IPv6 address from which the datagram is sent, 0 if the kernel chooses; at SendMessage6.</summary>
    public Ipv6Address SourceAddress6
    {
        get => new(_context->SourceAddress60, _context->SourceAddress61, _context->SourceAddress62, _context->SourceAddress63);
        set
        {
            _context->SourceAddress60 = value.Word0;
            _context->SourceAddress61 = value.Word1;
            _context->SourceAddress62 = value.Word2;
            _context->SourceAddress63 = value.Word3;
        }
    }

    /// <summary>Binds the socket to a local IPv4 address before it connects (<c>bpf_bind</c>); at Connect4.</summary>
    /// <param name="address">The address, the default for any.</param>
    /// <param name="port">The port in host byte order (kernel 5.8), 0 for any.</param>
    /// <returns>0, or a negative errno.</returns>
    public long BindLocal4(Ipv4Address address, ushort port)
    {
        SocketAddress4 local = new()
        {
            Family = (ushort)SocketFamily.InterNetwork,
            Port = BinaryPrimitives.ReverseEndianness(port),
            Address = address.NetworkValue,
        };
        return BpfHelpers.Bind(_context, &local, sizeof(SocketAddress4));
    }

    /// <summary>Binds the socket to a local IPv6 address before it connects (<c>bpf_bind</c>); at Connect6.</summary>
    /// <param name="address">The address, the default for any.</param>
    /// <param name="port">The port in host byte order (kernel 5.8), 0 for any.</param>
    /// <returns>0, or a negative errno.</returns>
    public long BindLocal6(Ipv6Address address, ushort port)
    {
        SocketAddress6 local = new()
        {
            Family = (ushort)SocketFamily.InterNetworkV6,
            Port = BinaryPrimitives.ReverseEndianness(port),
            Address = address,
        };
        return BpfHelpers.Bind(_context, &local, sizeof(SocketAddress6));
    }

    /// <summary>Copies the path of the Unix socket; at hooks for Unix sockets.</summary>
    /// <param name="path">
    /// Receives the path: of an abstract name with the zero byte before it, of others maybe with zeros behind it, as the process wrote it. What it does
    /// not fill is cleared. Its length must be a constant or have an upper bound that the verifier can determine.
    /// </param>
    /// <returns>Number of bytes, at most those of the buffer; 0 for a socket without a name.</returns>
    [BpfCalls("bpf_probe_read_kernel")]
    public int ReadUnixPath(Span<byte> path)
    {
        path.Clear();
        SocketAddressFunctions.Call* call = (SocketAddressFunctions.Call*)SocketAddressFunctions.KernelObject(_context);
        int length = Math.Min((int)call->uaddrlen - SocketAddressFunctions.PathOffset, path.Length);
        if (length <= 0)
        {
            return 0;
        }

        fixed (byte* start = path)
        {
            return BpfHelpers.ProbeReadKernel(start, (uint)length, (byte*)call->uaddr + SocketAddressFunctions.PathOffset) == 0 ? length : 0;
        }
    }

    /// <summary>Replaces the path of the Unix socket (<c>bpf_sock_addr_set_sun_path</c>, kernel 6.7); at hooks for Unix sockets.</summary>
    /// <param name="path">1 to 108 bytes: a path, maybe with zeros behind it, or a zero byte and an abstract name. The program's stack holds a copy.</param>
    /// <returns>0, or -EINVAL (-22) for another length.</returns>
    public int SetUnixPath(ReadOnlySpan<byte> path)
    {
        // The verifier wants memory that can be written, which constants are not.
        Span<byte> copy = stackalloc byte[SocketAddressFunctions.LongestPath];
        if (path.Length > copy.Length)
        {
            return SocketAddressFunctions.Invalid;
        }

        path.CopyTo(copy);
        SocketAddressFunctions.Call* call = (SocketAddressFunctions.Call*)SocketAddressFunctions.KernelObject(_context);
        fixed (byte* start = copy)
        {
            return SocketAddressFunctions.SetPath(call, start, (uint)path.Length);
        }
    }

    /// <summary><c>struct bpf_sock_addr</c>, include/uapi/linux/bpf.h. The verifier allows only accesses of four bytes to the addresses.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Call
    {
        public uint AddressFamily;
        public uint Address4;
        public uint Address60;
        public uint Address61;
        public uint Address62;
        public uint Address63;
        public uint Port;
        public uint Family;
        public uint Type;
        public uint Protocol;
        public uint SourceAddress4;
        public uint SourceAddress60;
        public uint SourceAddress61;
        public uint SourceAddress62;
        public uint SourceAddress63;
        public ulong Socket;
    }

    /// <summary><c>struct sockaddr_in</c>, include/uapi/linux/in.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SocketAddress4
    {
        public ushort Family;
        public ushort Port;
        public uint Address;
        public ulong Padding;
    }

    /// <summary><c>struct sockaddr_in6</c>, include/uapi/linux/in6.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct SocketAddress6
    {
        public ushort Family;
        public ushort Port;
        public uint FlowInformation;
        public Ipv6Address Address;
        public uint Scope;
    }
}
