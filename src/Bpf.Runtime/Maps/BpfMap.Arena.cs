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
        if (_arena is null || _arena.Pointer is null)
        {
            throw new BpfStateException("use the memory of map", Name,
                _handle is not null && !IsCreated ? Absence : "It is not an arena, or its object is not loaded.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _arena.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((nuint)length, _arena.Length - offset);
        return new Span<byte>(_arena.Pointer + offset, length);
    }

    /// <exception cref="BpfException">The kernel refused.</exception>
    internal void MapArena(string objectName, nuint length)
    {
        _arena = MappedRegion.OfArena(Handle, $"{objectName}:{Name}", length, (nuint)Extra);
        _arena.KeepUntilDisposed();
    }
}
