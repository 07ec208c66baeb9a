using System.Runtime.CompilerServices;
using Bpf.Runtime.Maps;

namespace Bpf.Runtime;

/// <summary>
/// An arena (kernel 6.9): memory that programs and this process share, at the same addresses. Structures that a program builds of pointers are read, and
/// extended, by <c>BpfArenaPointer.In</c>, which checks that a pointer leads into the arena.
/// </summary>
/// <remarks>
/// Programs change the memory at the same time. References and spans must not be used after the object is disposed of. A page that no program has allocated is
/// created when touched, unless the arena has <see cref="MapFlags.SegvOnFault"/>: then touching it ends the process.
/// </remarks>
public sealed class ArenaMap : IMapHandle<ArenaMap>, IArenaMemory
{
    /// <summary>Creates a handle for a map.</summary>
    /// <param name="map">A map of type Arena.</param>
    /// <exception cref="BpfException">The map has another type.</exception>
    public ArenaMap(BpfMap map) => Map = MapValue.RequireHandle(map, nameof(ArenaMap));

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    static ArenaMap IMapHandle<ArenaMap>.Of(BpfMap map) => new(map);

    /// <summary>Address of the first byte.</summary>
    /// <exception cref="BpfStateException">The object is not loaded, or is disposed.</exception>
    public ulong Start => Map.Arena.Start;

    /// <summary>Size in bytes, a multiple of the page size and at most 4 GiB.</summary>
    /// <exception cref="BpfStateException">The object is not loaded, or is disposed.</exception>
    public ulong Length => Map.Arena.Length;

    /// <summary>Returns whether bytes are inside the arena, so that <see cref="At"/> and <see cref="SpanAt"/> accept them.</summary>
    /// <param name="address">Address of the first.</param>
    /// <param name="length">Number of bytes.</param>
    /// <exception cref="BpfStateException">The object is not loaded, or is disposed.</exception>
    public bool Contains(ulong address, ulong length)
    {
        (ulong start, ulong size) = Map.Arena;
        return address >= start && length <= size && address - start <= size - length;
    }

    /// <inheritdoc/>
    /// <exception cref="BpfStateException">The object is not loaded, or is disposed.</exception>
    public unsafe ref T At<T>(ulong address)
        where T : unmanaged
    {
        Require(address, (ulong)sizeof(T));
        return ref Unsafe.AsRef<T>((void*)address);
    }

    /// <inheritdoc/>
    /// <exception cref="BpfStateException">The object is not loaded, or is disposed.</exception>
    public unsafe Span<T> SpanAt<T>(ulong address, int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Require(address, (ulong)count * (ulong)sizeof(T));
        return new Span<T>((void*)address, count);
    }

    private void Require(ulong address, ulong length)
    {
        if (!Contains(address, length))
        {
            (ulong start, ulong size) = Map.Arena;
            throw new ArgumentOutOfRangeException(nameof(address),
                $"{length} bytes at 0x{address:x} are not inside the arena '{Map.Name}', which is 0x{start:x} to 0x{start + size - 1:x}.");
        }
    }
}
