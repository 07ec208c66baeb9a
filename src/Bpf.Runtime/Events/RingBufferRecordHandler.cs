namespace Bpf.Runtime;

/// <summary>Handles one record of a ring buffer.</summary>
/// <typeparam name="T">Record type.</typeparam>
/// <param name="record">The record in the ring buffer itself; valid only during the call.</param>
public delegate void RingBufferRecordHandler<T>(in T record)
    where T : unmanaged;
