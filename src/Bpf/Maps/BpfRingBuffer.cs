using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>A queue of records from BPF programs to user space (<c>BPF_MAP_TYPE_RINGBUF</c>, kernel 5.8).</summary>
/// <typeparam name="T">Unmanaged record type.</typeparam>
public sealed class BpfRingBuffer<T> : BpfMapDeclaration
    where T : unmanaged
{
    /// <summary>Reserves space for one record (<c>bpf_ringbuf_reserve</c>). Every reserved record must be submitted or discarded on every path.</summary>
    /// <param name="record">The record's memory, not zeroed.</param>
    /// <returns>False when the buffer is full.</returns>
    [BpfCalls("bpf_ringbuf_reserve")]
    public bool TryReserve(out BpfRef<T> record)
    {
        record = new BpfRef<T>(ref MapHelpers.RingBufferReserve<T>(this, (ulong)Unsafe.SizeOf<T>(), 0));
        return !record.IsNull;
    }

    /// <summary>Submits a reserved record to user space (<c>bpf_ringbuf_submit</c>).</summary>
    /// <param name="record">A record returned by <see cref="TryReserve"/>.</param>
    /// <param name="wakeup">Whether to wake the reader.</param>
    [BpfCalls("bpf_ringbuf_submit")]
    public void Submit(BpfRef<T> record, BpfRingBufferWakeup wakeup = BpfRingBufferWakeup.Adaptive)
        => MapHelpers.RingBufferSubmit(ref record.Value, (ulong)wakeup);

    /// <summary>Discards a reserved record (<c>bpf_ringbuf_discard</c>).</summary>
    /// <param name="record">A record returned by <see cref="TryReserve"/>.</param>
    [BpfCalls("bpf_ringbuf_discard")]
    public void Discard(BpfRef<T> record) => MapHelpers.RingBufferDiscard(ref record.Value, 0);

    /// <summary>Copies a complete record into the buffer (<c>bpf_ringbuf_output</c>).</summary>
    /// <param name="record">The record.</param>
    /// <param name="wakeup">Whether to wake the reader.</param>
    /// <returns>0, or -EAGAIN when the buffer is full.</returns>
    public long Output(in T record, BpfRingBufferWakeup wakeup = BpfRingBufferWakeup.Adaptive)
        => MapHelpers.RingBufferOutput(this, in record, (ulong)Unsafe.SizeOf<T>(), (ulong)wakeup);

    /// <summary>
    /// Copies the beginning of a longer record into the buffer: of one that ends with a buffer that is only partly used. The host reads such records with
    /// <c>RingBufferBatch.Records</c>.
    /// </summary>
    /// <typeparam name="TRecord">Type of the longest record, which begins with a <typeparamref name="T"/>.</typeparam>
    /// <param name="record">The record.</param>
    /// <param name="byteCount">
    /// Number of bytes to copy: at least a <typeparamref name="T"/>, at most the whole record; other numbers mean the nearest of them.
    /// </param>
    /// <param name="wakeup">Whether to wake the reader.</param>
    /// <returns>0, or -EAGAIN when the buffer is full.</returns>
    public long Output<TRecord>(in TRecord record, uint byteCount, BpfRingBufferWakeup wakeup = BpfRingBufferWakeup.Adaptive)
        where TRecord : unmanaged
        => MapHelpers.RingBufferOutput(
            this, in record, Math.Min(Math.Max(byteCount, (uint)Unsafe.SizeOf<T>()), (uint)Unsafe.SizeOf<TRecord>()), (ulong)wakeup);

    /// <summary>Copies bytes into the buffer as a record (<c>bpf_ringbuf_output</c>); the first of them are a <typeparamref name="T"/>.</summary>
    /// <param name="record">The bytes. The verifier must know the largest length.</param>
    /// <param name="wakeup">Whether to wake the reader.</param>
    /// <returns>0, or -EAGAIN when the buffer is full.</returns>
    public long Output(ReadOnlySpan<byte> record, BpfRingBufferWakeup wakeup = BpfRingBufferWakeup.Adaptive)
        => MapHelpers.RingBufferOutput(this, in MemoryMarshal.GetReference(record), (uint)record.Length, (ulong)wakeup);

    /// <summary>
    /// Reserves space for a record of a size known only at run time (<c>bpf_ringbuf_reserve_dynptr</c>, kernel 5.19). The record must be submitted or
    /// discarded on every path, even if there was no space.
    /// </summary>
    /// <param name="byteCount">Size of the record.</param>
    /// <param name="record">The record's memory, not zeroed.</param>
    /// <returns>0, or a negative errno: -ENOMEM when the buffer is full.</returns>
    [BpfCalls("bpf_ringbuf_reserve_dynptr")]
    public long Reserve(uint byteCount, out BpfDynptr record)
    {
        Unsafe.SkipInit(out record);
        return DynptrHelpers.Reserve(this, byteCount, 0, ref record);
    }

    /// <summary>Submits a record from <see cref="Reserve"/> to user space (<c>bpf_ringbuf_submit_dynptr</c>).</summary>
    /// <param name="record">The record.</param>
    /// <param name="wakeup">Whether to wake the reader.</param>
    [BpfCalls("bpf_ringbuf_submit_dynptr")]
    public void Submit(ref BpfDynptr record, BpfRingBufferWakeup wakeup = BpfRingBufferWakeup.Adaptive) => DynptrHelpers.Submit(ref record, (ulong)wakeup);

    /// <summary>Discards a record from <see cref="Reserve"/> (<c>bpf_ringbuf_discard_dynptr</c>).</summary>
    /// <param name="record">The record.</param>
    [BpfCalls("bpf_ringbuf_discard_dynptr")]
    public void Discard(ref BpfDynptr record) => DynptrHelpers.Discard(ref record, 0);

    /// <summary>Number of bytes that user space has not consumed yet (<c>bpf_ringbuf_query</c> with <c>BPF_RB_AVAIL_DATA</c>); a snapshot.</summary>
    [BpfCalls("bpf_ringbuf_query")]
    public ulong AvailableBytes => MapHelpers.RingBufferQuery(this, 0);
}
