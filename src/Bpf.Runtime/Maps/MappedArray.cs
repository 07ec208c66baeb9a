using System.Runtime.CompilerServices;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>The memory of an array map (<c>BPF_F_MMAPABLE</c>, kernel 5.5): programs and this process see each other's writes immediately.</summary>
/// <typeparam name="T">Element type, of the map's value size.</typeparam>
public sealed unsafe class MappedArray<T> : IDisposable
    where T : unmanaged
{
    private readonly int _stride;
    private MappedRegion? _region;

    /// <summary>Maps the array.</summary>
    /// <param name="map">A created map of type Array with <see cref="MapFlags.MemoryMappable"/>.</param>
    /// <exception cref="BpfException">The map has another type, value size or flags, or is frozen.</exception>
    public MappedArray(BpfMap map)
    {
        MapValue.Require<int, T>(map, nameof(ArrayMap<>));
        if ((map.Flags & MapFlags.MemoryMappable) == 0)
        {
            throw new BpfException("map the memory of", map.Name, null, "The map was not declared with the flag MemoryMappable (BPF_F_MMAPABLE).");
        }

        Map = map;
        _stride = map.AlignedValueSize; // The kernel aligns elements to 8 bytes.
        _region = MappedRegion.OfMap(map.Handle, map.Name, (nuint)_stride * map.MaxEntries, writable: true, 0);
        _region.KeepUntilDisposed();
    }

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    /// <summary>Number of elements.</summary>
    public int Length => (int)Map.MaxEntries;

    /// <summary>Gets a reference to an element. It must not be used after <see cref="Dispose"/>.</summary>
    /// <param name="index">0 to <see cref="Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public ref T this[int index]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_region is null, this);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, Map.MaxEntries, nameof(index));
            return ref Unsafe.AsRef<T>(_region.Pointer + ((nint)index * _stride));
        }
    }

    /// <summary>All elements as a span; only for types with a size that is a multiple of 8, since the kernel pads others.</summary>
    /// <exception cref="BpfUnsupportedException">The elements are padded.</exception>
    public Span<T> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_region is null, this);
            if (_stride != sizeof(T))
            {
                throw new BpfUnsupportedException("use the span of map", Map.Name,
                    $"Its elements of {sizeof(T)} bytes are {_stride} bytes apart; use the indexer.");
            }

            return new Span<T>(_region.Pointer, Length);
        }
    }

    /// <summary>Unmaps the memory.</summary>
    public void Dispose()
    {
        _region?.Dispose();
        _region = null;
    }
}
