namespace Bpf;

/// <summary>One round of <see cref="BpfHelpers.Loop{TState}"/>: a static lambda or a static method.</summary>
/// <typeparam name="TState">Unmanaged type of what the rounds share.</typeparam>
/// <param name="index">Number of the round, from 0.</param>
/// <param name="state">What the rounds share.</param>
/// <returns>Whether there is a next round.</returns>
public delegate BpfLoopResult BpfLoopCallback<TState>(uint index, ref TState state)
    where TState : unmanaged;
