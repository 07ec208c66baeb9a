using System.Net.Sockets;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>The elements of maps of sockets.</summary>
internal static class SocketElements
{
    public static void Set(BpfMap map, ReadOnlySpan<byte> key, Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        long descriptor = socket.Handle;
        Errno error = map.TryUpdate(key, MapValue.Bytes(in descriptor)[..map.ValueSize]);
        GC.KeepAlive(socket);
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("write map", map.Name, error, error switch
            {
                Errno.EOPNOTSUPP => "It takes connected or listening TCP sockets, UDP sockets, and connected Unix sockets (kernel 5.15).",
                Errno.EBUSY => "The socket already has a program of the same kind, from a map that it is in. If that is this map, remove the socket first.",
                _ => map.AdviceForUpdate(error),
            });
        }
    }

    public static bool Clear(BpfMap map, ReadOnlySpan<byte> key)
    {
        Errno error = map.Element(BpfCommand.MapDeleteElement, key, default, 0, hasValue: false);

        // sock_map_delete_elem returns EINVAL for an empty slot, sock_hash_delete_elem ENOENT.
        return error switch
        {
            Errno.None => true,
            Errno.EINVAL or Errno.ENOENT => false,
            _ => throw BpfException.FromKernel("remove from map", map.Name, error),
        };
    }

    public static bool TryGetCookie(BpfMap map, ReadOnlySpan<byte> key, out ulong cookie)
    {
        cookie = 0;
        return map.TryLookup(key, MapValue.WritableBytes(ref cookie));
    }
}
