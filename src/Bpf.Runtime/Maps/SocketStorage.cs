using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Bpf.Runtime;

/// <summary>Values attached to sockets (kernel 5.2). The owner is a socket or its descriptor.</summary>
/// <typeparam name="T">Value type, of the map's value size.</typeparam>
/// <param name="map">A map of type SocketStorage.</param>
/// <exception cref="BpfException">The map has another type or value size.</exception>
public sealed class SocketStorage<T>(BpfMap map) : LocalStorage<Socket, T>(map, nameof(SocketStorage<>)), IMapHandle<SocketStorage<T>>
    where T : unmanaged
{
    static SocketStorage<T> IMapHandle<SocketStorage<T>>.Of(BpfMap map) => new(map);

    private protected override SafeHandle HandleOf(Socket owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return owner.SafeHandle;
    }

    // The caller owns it.
    private protected override void Release(SafeHandle? handle)
    {
    }

    private protected override string? AdviceFor(Errno error) => error switch
    {
        Errno.EBADF or Errno.ENOTSOCK => "The owner must be a socket descriptor.",
        Errno.ENOMEM => "Values count toward the socket's option memory limit (net.core.optmem_max).",
        _ => null,
    };
}
