namespace Bpf;

/// <summary>Says which of two objects of a <see cref="BpfTree{T}"/> comes first: a static lambda or a static method.</summary>
/// <typeparam name="T">Type of the objects.</typeparam>
/// <param name="left">One object.</param>
/// <param name="right">The other one.</param>
/// <returns>True when <paramref name="left"/> comes before <paramref name="right"/>.</returns>
public delegate bool BpfTreeOrder<T>(in T left, in T right)
    where T : unmanaged;
