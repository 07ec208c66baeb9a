using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>The programs that tail calls jump to, by index (kernel 4.2). They must have the same type and attach type as the caller.</summary>
public sealed class ProgramArray : IMapHandle<ProgramArray>
{
    /// <summary>Creates a typed handle for a map.</summary>
    /// <param name="map">A map of type ProgramArray.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public ProgramArray(BpfMap map)
    {
        MapValue.Require<int, int>(map, nameof(ProgramArray));
        Map = map;
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static ProgramArray IMapHandle<ProgramArray>.Of(BpfMap map) => new(map);

    /// <summary>Number of slots.</summary>
    public int Count => (int)Map.MaxEntries;

    /// <summary>Stores a loaded program in a slot; subsequent tail calls jump to it.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="program">The program.</param>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">
    /// E2BIG: there is no such slot. EINVAL: the program's type differs from that of the programs in the map or those that use it.
    /// </exception>
    public void Set(int index, BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        int descriptor = program.Handle.Descriptor;
        Errno error = Map.TryUpdate(MapValue.Bytes(in index), MapValue.Bytes(in descriptor));
        if (error != Errno.None)
        {
            throw BpfException.FromKernel("write map", Map.Name, error, error == Errno.EINVAL
                ? $"Program '{program.Name}' is of type {program.Type}; the programs of the map and those that use it must have the same type and attach type."
                : Map.AdviceForUpdate(error));
        }
    }

    /// <summary>Clears a slot; tail calls to it do nothing.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <returns><see langword="false"/> when it was empty.</returns>
    public bool Clear(int index) => Map.Remove(MapValue.Bytes(in index));
}
