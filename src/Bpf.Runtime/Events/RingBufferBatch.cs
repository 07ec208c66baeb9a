using System.Runtime.CompilerServices;
using Bpf.Runtime.Events;

namespace Bpf.Runtime;

/// <summary>
/// The records that are ready in a ring buffer, read in place. Disposing releases their space to the programs; record references must not be used
/// afterward.
/// </summary>
/// <typeparam name="T">Record type.</typeparam>
public unsafe ref struct RingBufferBatch<T>
    where T : unmanaged
{
    private readonly RingBuffer<T> _owner;
    private readonly RingBufferReader _reader;
    private bool _ended;

    internal RingBufferBatch(RingBuffer<T> owner, RingBufferReader reader)
    {
        _owner = owner;
        _reader = reader;
    }

    /// <summary>Supports <c>foreach (ref readonly T record in batch)</c>.</summary>
    public readonly Enumerator GetEnumerator() => new(_owner, _reader);

    /// <summary>
    /// The same records, each with all of its bytes: for records that are longer than <typeparamref name="T"/>.
    /// <c>foreach (RingBufferRecord&lt;T&gt; record in batch.Records)</c>.
    /// </summary>
    public readonly RingBufferRecords<T> Records => new(GetEnumerator());

    /// <summary>Releases the space of the records enumerated so far.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        _reader.Release();
        _owner.EndRead();
    }

    /// <summary>Enumerates the records of a batch.</summary>
    public ref struct Enumerator : IRecordEnumerator<T>
    {
        private readonly RingBuffer<T> _owner;
        private readonly RingBufferReader _reader;
        private byte* _record;
        private int _length;

        internal Enumerator(RingBuffer<T> owner, RingBufferReader reader)
        {
            _owner = owner;
            _reader = reader;
        }

        /// <summary>The current record, in the memory of the ring buffer.</summary>
        public readonly ref readonly T Current => ref Unsafe.AsRef<T>(_record);

        /// <summary>The current record with all of its bytes, of which there may be more than <typeparamref name="T"/> has.</summary>
        public readonly RingBufferRecord<T> CurrentRecord => new(in Current, new ReadOnlySpan<byte>(_record, _length));

        /// <summary>Advances to the next record.</summary>
        /// <returns><see langword="false"/> when there are no more completed records.</returns>
        /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
        public bool MoveNext()
        {
            if (!_reader.TryNext(out _record, out _length))
            {
                return false;
            }

            _owner.RequireLength(_length);
            return true;
        }
    }
}
