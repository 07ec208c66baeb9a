using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Per-CPU queues of records to user space (<c>BPF_MAP_TYPE_PERF_EVENT_ARRAY</c>, kernel 4.3). Prefer <see cref="BpfRingBuffer{T}"/> if the kernel
/// has it (5.8): it needs less memory, preserves order, and works with a BPF token. <see cref="BpfMapAttribute.MaxEntries"/> 0 means the number of
/// CPUs.
/// </summary>
/// <typeparam name="T">Unmanaged record type.</typeparam>
public sealed unsafe class BpfPerfEventArray<T> : BpfMapDeclaration
    where T : unmanaged
{
    private const ulong CurrentCpu = 0xFFFFFFFF; // BPF_F_CURRENT_CPU, include/uapi/linux/bpf.h

    /// <summary>Sends a record from this CPU (<c>bpf_perf_event_output</c>).</summary>
    /// <param name="context">The program's context.</param>
    /// <param name="record">The record; the kernel copies it.</param>
    /// <returns>0, or a negative errno such as -ENOENT when user space has no buffer for this CPU, -ENOSPC when it is full.</returns>
    public long Output(UprobeContext context, in T record) => Output(context.Pointer, in record);

    /// <inheritdoc cref="Output(UprobeContext, in T)"/>
    public long Output(UretprobeContext context, in T record) => Output(context.Pointer, in record);

    /// <inheritdoc cref="Output(UprobeContext, in T)"/>
    public long Output(TracepointContext context, in T record) => Output(context.Pointer, in record);

    /// <inheritdoc cref="Output(UprobeContext, in T)"/>
    public long Output(BtfTracepointContext context, in T record) => Output(context.Pointer, in record);

    /// <inheritdoc cref="Output(UprobeContext, in T)"/>
    public long Output(void* context, in T record)
        => MapHelpers.PerfEventOutput(context, this, CurrentCpu, in record, (ulong)Unsafe.SizeOf<T>());
}
