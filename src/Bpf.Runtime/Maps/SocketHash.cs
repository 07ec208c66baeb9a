using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Sockets by key (kernel 4.18); otherwise like a <see cref="SocketMap"/>.</summary>
/// <typeparam name="TKey">Key type, of the map's key size. Padding bytes are part of the key.</typeparam>
public sealed class SocketHash<TKey> : IMapHandle<SocketHash<TKey>>
    where TKey : unmanaged
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type SocketHash.</param>
    /// <exception cref="BpfException">The map has another type or key size.</exception>
    public SocketHash(BpfMap map)
    {
        Map = MapValue.RequireHandle(map, nameof(SocketHash<>));
        map.RequireSize("key", Unsafe.SizeOf<TKey>(), map.KeySize);
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static SocketHash<TKey> IMapHandle<SocketHash<TKey>>.Of(BpfMap map) => new(map);

    /// <summary>Stores a socket, replacing any other with the key. It is removed when it is closed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="socket">A connected or listening TCP socket, a UDP socket, or a connected Unix socket (kernel 5.15).</param>
    /// <exception cref="BpfException">
    /// E2BIG: the map is full. EOPNOTSUPP: the socket has another type or state. EBUSY: it is in a map whose programs conflict.
    /// </exception>
    public void Set(in TKey key, Socket socket) => SocketElements.Set(Map, MapValue.Bytes(in key), socket);

    /// <summary>Removes a socket. Programs that are attached to the map no longer run for it.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when there was none.</returns>
    public bool Remove(in TKey key) => SocketElements.Clear(Map, MapValue.Bytes(in key));

    /// <summary>Reads the cookie of a socket: a number that the kernel gives each socket (<c>SO_COOKIE</c>).</summary>
    /// <param name="key">The key.</param>
    /// <param name="cookie">The cookie, or 0.</param>
    /// <returns><see langword="false"/> when there is no socket with the key.</returns>
    public bool TryGetCookie(in TKey key, out ulong cookie) => SocketElements.TryGetCookie(Map, MapValue.Bytes(in key), out cookie);
}
