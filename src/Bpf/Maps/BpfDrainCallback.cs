namespace Bpf;

/// <summary>Sees one record of a <see cref="BpfUserRingBuffer"/>: a static lambda or a static method.</summary>
/// <typeparam name="TState">Unmanaged type of what the calls share.</typeparam>
/// <param name="record">The record.</param>
/// <param name="state">What the calls share.</param>
/// <returns>Whether the next record is wanted.</returns>
public delegate BpfLoopResult BpfDrainCallback<TState>(ref BpfDynptr record, ref TState state)
    where TState : unmanaged;
