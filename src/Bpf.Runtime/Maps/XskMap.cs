using System.Runtime.InteropServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>AF_XDP sockets by index, to which XDP programs redirect packets (kernel 4.18).</summary>
public sealed class XskMap : IMapHandle<XskMap>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type XskMap.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public XskMap(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(XskMap));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static XskMap IMapHandle<XskMap>.Of(BpfMap map) => new(map);

    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Stores a socket, replacing any other. It is removed when it is closed.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1; usually the receive queue to which the socket is bound.</param>
    /// <param name="socket">An AF_XDP socket.</param>
    /// <exception cref="BpfException">E2BIG: there is no such slot. EOPNOTSUPP: it is a socket of another family. ENOTSOCK: it is not a socket.</exception>
    public void Set(uint index, SafeHandle socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        bool isHeld = false;
        try
        {
            socket.DangerousAddRef(ref isHeld);
            int descriptor = (int)socket.DangerousGetHandle();
            Errno error = Map.TryUpdate(MapValue.Bytes(in index), MapValue.Bytes(in descriptor));
            if (error != Errno.None)
            {
                throw BpfException.FromKernel("write map", Map.Name, error,
                    error == Errno.EOPNOTSUPP ? "It takes AF_XDP sockets only." : Map.AdviceForUpdate(error));
            }
        }
        finally
        {
            if (isHeld)
            {
                socket.DangerousRelease();
            }
        }
    }

    /// <summary>Empties a slot.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public void Clear(uint index) => Map.Remove(MapValue.Bytes(in index));
}
