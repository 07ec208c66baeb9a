namespace Bpf;

/// <summary>
/// Enumerates numbers that the kernel counts: <c>foreach</c> over a method of <see cref="KernelIterators"/>. The kernel ends the iteration with
/// <see cref="Dispose"/>, which <c>foreach</c> also calls on <c>break</c> and <c>return</c>.
/// </summary>
/// <typeparam name="TState">What the kernel keeps on the stack of the program.</typeparam>
public unsafe ref struct KernelNumberEnumerator<TState>
    where TState : unmanaged, IKernelIteration<TState, int>
{
    private KernelEnumerator<TState, int> _numbers;

    internal KernelNumberEnumerator(ref TState state) => _numbers = new KernelEnumerator<TState, int>(ref state);

    /// <summary>The number.</summary>
    public readonly int Current => *_numbers.Current;

    /// <summary>Returns the enumerator itself, for <c>foreach</c>.</summary>
    public readonly KernelNumberEnumerator<TState> GetEnumerator() => this;

    /// <summary>Moves to the next number.</summary>
    /// <returns>False after the last one.</returns>
    public bool MoveNext() => _numbers.MoveNext();

    /// <summary>Ends the iteration.</summary>
    public readonly void Dispose() => _numbers.Dispose();
}
