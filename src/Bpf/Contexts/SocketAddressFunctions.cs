namespace Bpf;

/// <summary>Kernel functions for the addresses of Unix sockets.</summary>
internal static unsafe class SocketAddressFunctions
{
    /// <summary>Bytes before the path in <c>struct sockaddr_un</c>, include/uapi/linux/un.h.</summary>
    internal const int PathOffset = 2;

    /// <summary>UNIX_PATH_MAX, include/uapi/linux/un.h.</summary>
    internal const int LongestPath = 108;

    /// <summary>-EINVAL.</summary>
    internal const int Invalid = -22;

    [BpfKfunc("bpf_cast_to_kern_ctx")]
    internal static void* KernelObject(void* context) => throw new BpfOnlyException();

    [BpfKfunc("bpf_sock_addr_set_sun_path")]
    internal static int SetPath(Call* call, byte* path, uint length) => throw new BpfOnlyException();

    /// <summary>The kernel's object behind the context.</summary>
    [KernelStruct("bpf_sock_addr_kern")]
    internal struct Call
    {
        public void* uaddr;
        public uint uaddrlen;
    }
}
