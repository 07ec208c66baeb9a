namespace Bpf;

/// <summary>A queue of records from user space to BPF programs (<c>BPF_MAP_TYPE_USER_RINGBUF</c>, kernel 6.1).</summary>
public sealed class BpfUserRingBuffer : BpfMapDeclaration
{
    /// <summary>Calls a function for every pending record (<c>bpf_user_ringbuf_drain</c>).</summary>
    /// <typeparam name="TState">Unmanaged type of the state shared by the calls.</typeparam>
    /// <param name="callback">A static lambda or a static method.</param>
    /// <param name="state">State shared by the calls; must be a local variable.</param>
    /// <returns>Number of records, or a negative errno: -EBUSY when another program is draining the buffer.</returns>
    [BpfCalls("bpf_user_ringbuf_drain")]
    public long Drain<TState>(BpfDrainCallback<TState> callback, ref TState state)
        where TState : unmanaged => CallbackHelpers.DrainUserRingBuffer(this, callback, ref state, 0);
}
