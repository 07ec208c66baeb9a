using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>Base class of queues and stacks (kernel 4.20), which differ in the element that comes next. Each call is one system call.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
public abstract class SequenceMap<T>
    where T : unmanaged
{
    private protected SequenceMap(BpfMap map, string handle)
    {
        MapValue.RequireKeyless<T>(map, handle);
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    /// <summary>Adds an element.</summary>
    /// <param name="value">The element.</param>
    /// <returns><see langword="false"/> when the map is full; nothing is added.</returns>
    /// <exception cref="BpfException">The kernel refused for another reason.</exception>
    public bool TryPush(T value) => Map.TryUpdate(default, MapValue.Bytes(in value)) switch
    {
        Errno.None => true,
        Errno.E2BIG => false,
        var error => throw BpfException.FromKernel("push onto map", Map.Name, error),
    };

    /// <summary>Removes the next element.</summary>
    /// <param name="value">The element, or the default.</param>
    /// <returns><see langword="false"/> when the map is empty.</returns>
    public bool TryPop(out T value)
    {
        value = default;
        return Map.TryTake(default, MapValue.WritableBytes(ref value));
    }

    /// <summary>Reads the next element without removing it.</summary>
    /// <param name="value">The element, or the default.</param>
    /// <returns><see langword="false"/> when the map is empty.</returns>
    public bool TryPeek(out T value)
    {
        value = default;
        return Map.TryLookup(default, MapValue.WritableBytes(ref value));
    }
}
