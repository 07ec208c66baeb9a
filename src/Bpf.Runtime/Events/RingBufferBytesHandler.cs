namespace Bpf.Runtime;

/// <summary>Receives one record of a ring buffer.</summary>
/// <param name="record">The record in the ring buffer itself; valid only during the call.</param>
public delegate void RingBufferBytesHandler(ReadOnlySpan<byte> record);
