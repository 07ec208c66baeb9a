namespace Bpf;

/// <summary>Processes one record of a <see cref="BpfUserRingBuffer"/>: a static lambda or a static method.</summary>
/// <typeparam name="TState">Unmanaged type of the state shared by the calls.</typeparam>
/// <param name="record">The record.</param>
/// <param name="state">State shared by the calls.</param>
/// <returns>Whether to continue with the next record.</returns>
public delegate BpfLoopResult BpfDrainCallback<TState>(ref BpfDynptr record, ref TState state)
    where TState : unmanaged;
