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
    /// <typeparam name="TContext">Type of the context.</typeparam>
    /// <param name="context">The program's context.</param>
    /// <param name="record">The record; the kernel copies it.</param>
    /// <returns>0, or a negative errno such as -ENOENT when user space has no buffer for this CPU, -ENOSPC when it is full.</returns>
    public long Output<TContext>(TContext context, in T record)
        where TContext : struct, IBpfContext, allows ref struct
        => Output(context.Pointer, in record);

    /// <inheritdoc cref="Output{TContext}(TContext, in T)"/>
    public long Output(void* context, in T record)
        => MapHelpers.PerfEventOutput(context, this, CurrentCpu, in record, (ulong)Unsafe.SizeOf<T>());

    /// <summary>Sends the beginning of a longer record from this CPU: of one that ends with a buffer that is only partly used.</summary>
    /// <typeparam name="TContext">Type of the context.</typeparam>
    /// <typeparam name="TRecord">Type of the longest record, which begins with a <typeparamref name="T"/>.</typeparam>
    /// <param name="context">The program's context.</param>
    /// <param name="record">The record; the kernel copies it.</param>
    /// <param name="byteCount">
    /// Number of bytes to send: at least a <typeparamref name="T"/>, at most the whole record; other numbers mean the nearest of them.
    /// </param>
    /// <returns>0, or a negative errno such as -ENOENT when user space has no buffer for this CPU, -ENOSPC when it is full.</returns>
    public long Output<TContext, TRecord>(TContext context, in TRecord record, uint byteCount)
        where TContext : struct, IBpfContext, allows ref struct
        where TRecord : unmanaged
        => MapHelpers.PerfEventOutput(
            context.Pointer, this, CurrentCpu, in record, Math.Min(Math.Max(byteCount, (uint)Unsafe.SizeOf<T>()), (uint)Unsafe.SizeOf<TRecord>()));
}
