using System.Runtime.CompilerServices;
using Bpf.Runtime.Events;

namespace Bpf.Runtime;

/// <summary>
/// The records that are ready in a perf event buffer, CPU by CPU, read in place. Disposing releases their space to the programs; record references
/// must not be used after the enumeration has moved on.
/// </summary>
/// <typeparam name="T">Record type.</typeparam>
public ref struct PerfEventBatch<T>
    where T : unmanaged
{
    private readonly PerfEventBuffer<T> _owner;
    private readonly PerfEventRing[] _rings;
    private bool _ended;

    internal PerfEventBatch(PerfEventBuffer<T> owner, PerfEventRing[] rings)
    {
        _owner = owner;
        _rings = rings;
    }

    /// <summary>Supports <c>foreach (ref readonly T record in batch)</c>.</summary>
    public readonly Enumerator GetEnumerator() => new(_owner, _rings);

    /// <summary>Releases the space of the records enumerated so far.</summary>
    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        foreach (PerfEventRing ring in _rings)
        {
            ring.Release();
        }

        _owner.EndRead();
    }

    /// <summary>Enumerates the records of a batch.</summary>
    public unsafe ref struct Enumerator : IRecordEnumerator<T>
    {
        private readonly PerfEventBuffer<T> _owner;
        private readonly PerfEventRing[] _rings;
        private int _index;
        private byte* _record;

        internal Enumerator(PerfEventBuffer<T> owner, PerfEventRing[] rings)
        {
            _owner = owner;
            _rings = rings;
        }

        /// <summary>The current record, in the memory of the buffer.</summary>
        public readonly ref readonly T Current => ref Unsafe.AsRef<T>(_record);

        /// <summary>The CPU the record comes from.</summary>
        public readonly int Cpu => _rings[_index].Cpu;

        /// <summary>Advances to the next record.</summary>
        /// <returns><see langword="false"/> when there are no more records.</returns>
        /// <exception cref="BpfObjectFormatException">A record is shorter than <typeparamref name="T"/>.</exception>
        public bool MoveNext()
        {
            for (; _index < _rings.Length; _index++)
            {
                if (!_rings[_index].TryNext(out _record, out int length))
                {
                    continue;
                }

                _owner.RequireLength(length);
                return true;
            }

            return false;
        }
    }
}
