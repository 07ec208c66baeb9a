namespace Bpf;

/// <summary>A queue of records from user space to BPF programs (<c>BPF_MAP_TYPE_USER_RINGBUF</c>, kernel 6.1).</summary>
public sealed class BpfUserRingBuffer : BpfMapDeclaration
{
    /// <summary>Calls a function for every record that waits (<c>bpf_user_ringbuf_drain</c>).</summary>
    /// <typeparam name="TState">Unmanaged type of what the calls share.</typeparam>
    /// <param name="callback">A static lambda or a static method.</param>
    /// <param name="state">What the calls share; a local variable.</param>
    /// <returns>Number of records, or a negative errno: -EBUSY when another program drains.</returns>
    public long Drain<TState>(BpfDrainCallback<TState> callback, ref TState state)
        where TState : unmanaged => CallbackHelpers.DrainUserRingBuffer(this, callback, ref state, 0);
}
