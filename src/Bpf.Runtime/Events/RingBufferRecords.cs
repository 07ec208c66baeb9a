namespace Bpf.Runtime;

/// <summary>Enumerates the records of a <see cref="RingBufferBatch{T}"/> with all of their bytes, in place.</summary>
/// <typeparam name="T">Type of the beginning of a record.</typeparam>
public ref struct RingBufferRecords<T>
    where T : unmanaged
{
    private RingBufferBatch<T>.Enumerator _records;

    internal RingBufferRecords(RingBufferBatch<T>.Enumerator records) => _records = records;

    /// <summary>The current record, in the memory of the ring buffer.</summary>
    public readonly RingBufferRecord<T> Current => _records.CurrentRecord;

    /// <summary>Supports <c>foreach</c>.</summary>
    public readonly RingBufferRecords<T> GetEnumerator() => this;

    /// <inheritdoc cref="RingBufferBatch{T}.Enumerator.MoveNext"/>
    public bool MoveNext() => _records.MoveNext();
}
