namespace Bpf;

/// <summary>Operations of maps with the numbers from 0 on as keys, using C# indexes.</summary>
/// <typeparam name="T">Unmanaged element type.</typeparam>
public abstract class BpfIndexedMap<T> : BpfKeyedMap<uint, T>
    where T : unmanaged
{
    private protected BpfIndexedMap()
    {
    }

    /// <summary>Finds an element in place (<c>bpf_map_lookup_elem</c>).</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The element's memory in the map; concurrent programs see every change.</param>
    /// <returns>False when the index is negative, or not less than the number of elements.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public bool TryGetRef(int index, out BpfRef<T> value) => TryGetRef((uint)index, out value);

    /// <summary>Copies an element.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The element, or the default when there is none.</param>
    /// <returns>False when the index is negative, or not less than the number of elements.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public bool TryGetValue(int index, out T value) => TryGetValue((uint)index, out value);

    /// <summary>Writes an element (<c>bpf_map_update_elem</c>).</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The element; the kernel copies it.</param>
    /// <returns>0, or a negative errno: -E2BIG when there is no such element.</returns>
    [BpfCalls("bpf_map_update_elem")]
    public long Update(int index, in T value) => Update((uint)index, in value);
}
