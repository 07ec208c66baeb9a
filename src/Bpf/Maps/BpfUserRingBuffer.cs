namespace Bpf;

/// <summary>A queue of records from user space to BPF programs (<c>BPF_MAP_TYPE_USER_RINGBUF</c>, kernel 6.1).</summary>
[BpfMapKind(BpfMapType.UserRingBuffer, SizedInBytes = true)]
public sealed unsafe class BpfUserRingBuffer : BpfMapDeclaration
{
    /// <summary>Calls a function for every record that waits (<c>bpf_user_ringbuf_drain</c>).</summary>
    /// <param name="callback">Gets a dynamic pointer to the record, and <paramref name="state"/>; 1 ends the draining, 0 goes on.</param>
    /// <param name="state">Passed to the function.</param>
    /// <returns>Number of records, or a negative errno: -EBUSY when another program drains.</returns>
    public long Drain(delegate*<void*, void*, long> callback, void* state) => BpfHelpers.UserRingbufDrain(this, callback, state, 0);
}
