using System.Net.Sockets;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>
/// Sockets by index, to which programs redirect packets, messages and connections (kernel 4.14). Programs of the <see cref="SocketMapProgram"/> class
/// attach to it.
/// </summary>
public sealed class SocketMap : IMapHandle<SocketMap>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type SocketMap.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public SocketMap(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(SocketMap));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static SocketMap IMapHandle<SocketMap>.Of(BpfMap map) => new(map);

    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Stores a socket in a slot, replacing any other. It is removed when it is closed.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="socket">
    /// A connected or listening TCP socket, a UDP socket, or a connected Unix socket (kernel 5.15). A socket can be in several maps if programs that may
    /// conflict are attached to at most one of them.
    /// </param>
    /// <exception cref="BpfException">
    /// E2BIG: there is no such slot. EOPNOTSUPP: the socket has another type or state. EBUSY: it is in a map whose programs conflict.
    /// </exception>
    public void Set(int index, Socket socket) => SocketElements.Set(Map, MapValue.Bytes(in index), socket);

    /// <summary>Empties a slot. Programs that are attached to the map no longer run for the socket.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns><see langword="false"/> when it was empty.</returns>
    public bool Clear(int index) => SocketElements.Clear(Map, MapValue.Bytes(in index));

    /// <summary>Reads the cookie of the socket in a slot: a number that the kernel gives each socket (<c>SO_COOKIE</c>).</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="cookie">The cookie, or 0.</param>
    /// <returns><see langword="false"/> when the slot is empty.</returns>
    public bool TryGetCookie(int index, out ulong cookie) => SocketElements.TryGetCookie(Map, MapValue.Bytes(in index), out cookie);
}
