using System.Runtime.InteropServices;
using Bpf.Runtime.Maps;
using Bpf.Symbols;

namespace Bpf.Runtime;

/// <summary>Stack traces by the ids that <c>bpf_get_stackid</c> returned (kernel 4.6).</summary>
public sealed class StackTraceMap : IMapHandle<StackTraceMap>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type StackTrace with addresses as values.</param>
    /// <exception cref="BpfException">The map has another type, or its values are build ids.</exception>
    public StackTraceMap(BpfMap map)
    {
        MapValue.RequireHandle(map, nameof(StackTraceMap));
        map.RequireSize("key", sizeof(int), map.KeySize);
        if ((map.Flags & MapFlags.StackBuildId) != 0)
        {
            throw new BpfException("use map", map.Name, null, "Its values are build ids and offsets (MapFlags.StackBuildId), not addresses.");
        }

        if (map.ValueSize % sizeof(ulong) != 0)
        {
            throw new BpfException("use map", map.Name, null, $"Its values have {map.ValueSize} bytes, which is not a multiple of 8, "
                + "the size of an address.");
        }

        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static StackTraceMap IMapHandle<StackTraceMap>.Of(BpfMap map) => new(map);

    /// <summary>Maximum number of addresses in a stack.</summary>
    public int MaximumDepth => Map.ValueSize / sizeof(ulong);

    /// <summary>Reads a stack.</summary>
    /// <param name="id">The id; negative ones are errors from <c>bpf_get_stackid</c>.</param>
    /// <param name="addresses">Return addresses, innermost first; empty if the map does not have the stack.</param>
    /// <returns><see langword="false"/> if the map does not have the stack.</returns>
    public bool TryGetStack(int id, out ulong[] addresses)
    {
        ulong[] all = new ulong[MaximumDepth];
        if (id < 0 || !Map.TryLookup(MapValue.Bytes(in id), MemoryMarshal.AsBytes(all.AsSpan())))
        {
            addresses = [];
            return false;
        }

        // The kernel pads with zeros.
        int depth = Array.IndexOf(all, 0UL);
        addresses = depth < 0 ? all : all[..depth];
        return true;
    }

    /// <summary>Reads a stack and names its functions.</summary>
    /// <param name="id">The id; negative ones are errors from <c>bpf_get_stackid</c>.</param>
    /// <param name="symbols">The process that the stack is of; for a stack of the kernel, any process.</param>
    /// <param name="frames">The functions, innermost first; empty if the map does not have the stack.</param>
    /// <returns><see langword="false"/> if the map does not have the stack.</returns>
    public bool TryGetFrames(int id, ProcessSymbols symbols, out CodeFrame[] frames)
    {
        bool isFound = TryGetStack(id, out ulong[] addresses);
        frames = symbols.ResolveStack(addresses);
        return isFound;
    }

    /// <summary>Deletes a stack, freeing its slot.</summary>
    /// <param name="id">The id.</param>
    /// <returns><see langword="false"/> if the map does not have the stack.</returns>
    public bool Remove(int id) => Map.Remove(MapValue.Bytes(in id));
}
