using System.Net.Sockets;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>Sockets that share an address and port, among which an <c>sk_reuseport</c> program selects by index (kernel 4.19).</summary>
public sealed class ReuseportSocketArray : IMapHandle<ReuseportSocketArray>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type ReuseportSocketArray.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public ReuseportSocketArray(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(ReuseportSocketArray));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static ReuseportSocketArray IMapHandle<ReuseportSocketArray>.Of(BpfMap map) => new(map);

    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Stores a socket in a slot, replacing any other. It is removed when it is closed.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="socket">A TCP or UDP socket bound with <c>SO_REUSEPORT</c>; a TCP socket must be listening.</param>
    /// <exception cref="BpfException">
    /// E2BIG: there is no such slot. EINVAL: the socket is not bound, does not listen or lacks <c>SO_REUSEPORT</c>. EBUSY: it is already in a map of
    /// this kind.
    /// </exception>
    public void Set(int index, Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        long descriptor = socket.Handle;
        Map.Update(MapValue.Bytes(in index), MapValue.Bytes(in descriptor)[..Map.ValueSize]);
    }

    /// <summary>Empties a slot.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns><see langword="false"/> when it was empty.</returns>
    public bool Clear(int index) => Map.Remove(MapValue.Bytes(in index));
}
