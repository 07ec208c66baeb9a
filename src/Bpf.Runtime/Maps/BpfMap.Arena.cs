using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

// Arena memory.
public sealed unsafe partial class BpfMap
{
    private MappedRegion? _arena;

    /// <summary>
    /// Returns memory of an arena (kernel 6.9), shared with the programs and at the address at which they see it. Pages that no program has allocated
    /// are created when touched. Valid until the map is disposed.
    /// </summary>
    /// <param name="offset">Offset from the start of the arena in bytes.</param>
    /// <param name="length">Length in bytes.</param>
    /// <exception cref="BpfStateException">The map is not an arena, not loaded by its object, or disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the arena.</exception>
    public Span<byte> ArenaMemory(nuint offset, int length)
    {
        (ulong start, ulong size) = Arena;
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)length, size - offset);
        return new Span<byte>((byte*)start + offset, length);
    }

    /// <summary>Address and size of the mapped memory.</summary>
    /// <exception cref="BpfStateException">The map is not an arena, not loaded by its object, or disposed.</exception>
    internal (ulong Start, ulong Length) Arena => _arena is { } region && region.Pointer is not null
        ? ((ulong)region.Pointer, region.Length)
        : throw new BpfStateException("use the memory of map", Name,
            _handle is not null && !IsCreated ? Absence : "It is not an arena, or its object is not loaded.");

    /// <exception cref="BpfException">The kernel refused.</exception>
    internal void MapArena(string objectName, nuint length)
    {
        _arena = MappedRegion.OfArena(Handle, $"{objectName}:{Name}", length, (nuint)Extra);
        _arena.KeepUntilDisposed();
    }
}
