namespace Bpf;

/// <summary>One iteration of <see cref="BpfHelpers.Loop{TState}"/>: a static lambda or a static method.</summary>
/// <typeparam name="TState">Unmanaged type of the state shared by the iterations.</typeparam>
/// <param name="index">Index of the iteration, starting at 0.</param>
/// <param name="state">State shared by the iterations.</param>
/// <returns>Whether to continue.</returns>
public delegate BpfLoopResult BpfLoopCallback<TState>(uint index, ref TState state)
    where TState : unmanaged;
