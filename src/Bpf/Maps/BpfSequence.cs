namespace Bpf;

/// <summary>A map of elements without keys, of which programs reach the next one: a <see cref="BpfQueue{T}"/> or a <see cref="BpfStack{T}"/>.</summary>
/// <typeparam name="T">Unmanaged element type.</typeparam>
public abstract class BpfSequence<T> : BpfMapDeclaration
    where T : unmanaged
{
    private protected BpfSequence()
    {
    }

    /// <summary>Adds an element (<c>bpf_map_push_elem</c>).</summary>
    /// <param name="value">The element; the kernel copies it.</param>
    /// <param name="overwriteOldest">Whether to drop the oldest element when full instead of failing (<c>BPF_EXIST</c>).</param>
    /// <returns>0, or -E2BIG when full.</returns>
    public long Push(in T value, bool overwriteOldest = false)
        => MapHelpers.PushElement(this, in value, overwriteOldest ? (ulong)BpfUpdateMode.Replace : (ulong)BpfUpdateMode.Any);

    /// <summary>Removes the next element (<c>bpf_map_pop_elem</c>).</summary>
    /// <param name="value">The element, or the default when empty.</param>
    /// <returns>False when empty.</returns>
    public bool TryPop(out T value)
    {
        value = default;
        return MapHelpers.PopElement(this, ref value) == 0;
    }

    /// <summary>Copies the next element without removing it (<c>bpf_map_peek_elem</c>).</summary>
    /// <param name="value">The element, or the default when empty.</param>
    /// <returns>False when empty.</returns>
    public bool TryPeek(out T value)
    {
        value = default;
        return MapHelpers.PeekElement(this, ref value) == 0;
    }
}
