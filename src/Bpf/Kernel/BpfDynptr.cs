using System.Runtime.CompilerServices;

namespace Bpf;

/// <summary>
/// Memory of a size known only to the kernel (<c>struct bpf_dynptr</c>, kernel 5.19): part of a map value, a ring buffer record, a record from user
/// space. It must stay in the local variable that received it; a copy is useless.
/// </summary>
[BtfName("bpf_dynptr")]
public ref struct BpfDynptr
{
    private readonly ulong _first;
    private readonly ulong _second;

    /// <summary>Creates a dynptr over a map value (<c>bpf_dynptr_from_mem</c>).</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value, as returned by a lookup.</param>
    /// <param name="byteCount">Number of bytes of it; need not be a constant.</param>
    /// <param name="memory">The result.</param>
    /// <returns>0, or a negative errno: -E2BIG for more than 16 MiB.</returns>
    [BpfCalls("bpf_dynptr_from_mem")]
    public static long FromValue<T>(BpfRef<T> value, uint byteCount, out BpfDynptr memory)
        where T : unmanaged
    {
        Unsafe.SkipInit(out memory);
        return DynptrHelpers.FromMemory(ref value.Value, byteCount, 0, ref memory);
    }

    /// <summary>Number of bytes (<c>bpf_dynptr_size</c>, kernel 6.5).</summary>
    public uint Length
    {
        [BpfCalls("bpf_dynptr_size")]
        get => DynptrHelpers.Size(ref this);
    }

    /// <summary>Narrows the memory to a part of it (<c>bpf_dynptr_adjust</c>, kernel 6.5).</summary>
    /// <param name="start">Offset of the first byte that remains.</param>
    /// <param name="end">Offset behind the last byte that remains.</param>
    /// <returns>False when the memory ends before <paramref name="end"/>, or the part would begin behind its end.</returns>
    [BpfCalls("bpf_dynptr_adjust")]
    public bool TryTrim(uint start, uint end) => DynptrHelpers.Adjust(ref this, start, end) == 0;

    /// <summary>Copies a value out of the memory (<c>bpf_dynptr_read</c>).</summary>
    /// <typeparam name="T">Unmanaged type of the value.</typeparam>
    /// <param name="offset">Offset in bytes; need not be a constant.</param>
    /// <param name="value">The copy, or the default.</param>
    /// <returns>False when the memory is too short.</returns>
    [BpfCalls("bpf_dynptr_read")]
    public bool TryRead<T>(uint offset, out T value)
        where T : unmanaged
    {
        Unsafe.SkipInit(out value);
        if (DynptrHelpers.Read(ref value, (uint)Unsafe.SizeOf<T>(), ref this, offset, 0) == 0)
        {
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Copies a value into the memory (<c>bpf_dynptr_write</c>).</summary>
    /// <typeparam name="T">Unmanaged type of the value.</typeparam>
    /// <param name="offset">Offset in bytes; need not be a constant.</param>
    /// <param name="value">The value to write.</param>
    /// <returns>False when the memory is too short or read-only.</returns>
    [BpfCalls("bpf_dynptr_write")]
    public bool TryWrite<T>(uint offset, in T value)
        where T : unmanaged => DynptrHelpers.Write(ref this, offset, in value, (uint)Unsafe.SizeOf<T>(), 0) == 0;

    /// <summary>Gets part of the memory in place (<c>bpf_dynptr_data</c>).</summary>
    /// <typeparam name="T">Unmanaged type of the part.</typeparam>
    /// <param name="offset">Offset in bytes; need not be a constant.</param>
    /// <param name="part">The part.</param>
    /// <returns>False when the memory is too short or read-only.</returns>
    [BpfCalls("bpf_dynptr_data")]
    public bool TryGetRef<T>(uint offset, out BpfRef<T> part)
        where T : unmanaged
    {
        part = new BpfRef<T>(ref DynptrHelpers.Data<T>(ref this, offset, (uint)Unsafe.SizeOf<T>()));
        return !part.IsNull;
    }
}
