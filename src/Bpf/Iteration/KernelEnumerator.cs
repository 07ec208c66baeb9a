namespace Bpf;

/// <summary>
/// Enumerates objects of the kernel: <c>foreach</c> over a method of <see cref="KernelIterators"/>. The kernel ends the iteration with
/// <see cref="Dispose"/>, which <c>foreach</c> also calls on <c>break</c> and <c>return</c>. Each object is valid until the next one.
/// </summary>
/// <typeparam name="TState">What the kernel keeps on the stack of the program.</typeparam>
/// <typeparam name="TItem">Type of the objects.</typeparam>
public unsafe ref struct KernelEnumerator<TState, TItem>
    where TState : unmanaged, IKernelIteration<TState, TItem>
    where TItem : unmanaged
{
    private readonly ref TState _state;
    private TItem* _current;

    internal KernelEnumerator(ref TState state) => _state = ref state;

    /// <summary>The object.</summary>
    public readonly TItem* Current => _current;

    /// <summary>Returns the enumerator itself, for <c>foreach</c>.</summary>
    public readonly KernelEnumerator<TState, TItem> GetEnumerator() => this;

    /// <summary>Moves to the next object.</summary>
    /// <returns>False after the last one.</returns>
    public bool MoveNext()
    {
        _current = TState.Next(ref _state);
        return _current != null;
    }

    /// <summary>Ends the iteration.</summary>
    public readonly void Dispose() => TState.Destroy(ref _state);
}
