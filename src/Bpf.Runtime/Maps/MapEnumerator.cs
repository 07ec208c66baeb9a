using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>Enumerates a map in batches (kernel 5.6), or key by key if the map or kernel does not support batches.</summary>
internal sealed unsafe class MapEnumerator<TKey, TValue>(BpfMap map) : IEnumerator<(TKey Key, TValue Value)>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private const int FirstBatch = 64;
    private TKey[] _keys = [];
    private TValue[] _values = [];
    private byte[] _cursor = [];
    private int _count;
    private int _index = -1;
    private bool _started;
    private bool _ended;
    private bool _byKey;
    private uint _steps;

    public (TKey Key, TValue Value) Current => (_keys[_index], _values[_index]);

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (++_index < _count)
        {
            return true;
        }

        _index = 0;
        _count = 0;
        if (!_ended)
        {
            _count = _byKey ? NextKey() : NextBatch();
        }

        return _count > 0;
    }

    public void Reset()
    {
        _index = -1;
        _count = 0;
        _steps = 0;
        _started = _ended = false;
    }

    public void Dispose()
    {
    }

    private int NextBatch()
    {
        if (_cursor.Length == 0)
        {
            // The cursor of hash maps is a 32-bit bucket number, that of others is a key.
            _cursor = new byte[Math.Max(map.KeySize, sizeof(ulong))];
            Grow(FirstBatch);
        }

        while (true)
        {
            uint count = (uint)_keys.Length;
            Errno error;
            fixed (TKey* keys = _keys)
            fixed (TValue* values = _values)
            fixed (byte* cursor = _cursor)
            {
                error = map.Batch(BpfCommand.MapLookupBatch, _started ? cursor : null, cursor, keys, values, ref count);
            }

            switch (error)
            {
                case Errno.None when count > 0:
                    _started = true;
                    return (int)count;
                case Errno.None:
                    _started = true;
                    break;
                case Errno.ENOENT:
                    _ended = true;
                    return (int)count;
                case Errno.ENOSPC: // One hash bucket holds more than the batch; the cursor has not moved.
                    Grow(_keys.Length * 4);
                    break;
                case Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOTSUPP when !_started:
                    _byKey = true;
                    return NextKey();
                case Errno.EINTR:
                    break;
                default:
                    throw BpfException.FromKernel("enumerate map", map.Name, error);
            }
        }
    }

    private int NextKey()
    {
        if (_keys.Length == 0)
        {
            Grow(1);
        }

        Span<byte> key = MemoryMarshal.AsBytes(_keys.AsSpan(0, 1));
        Span<byte> previous = stackalloc byte[Unsafe.SizeOf<TKey>()];
        while (true)
        {
            key.CopyTo(previous);

            // The iteration restarts when its key is deleted meanwhile; without a limit it might never end.
            if (_steps > map.MaxEntries * 2UL || !map.TryGetNextKey(_started ? previous : default, key))
            {
                _ended = true;
                return 0;
            }

            _started = true;
            _steps++;
            if (map.TryLookup(key, MemoryMarshal.AsBytes(_values.AsSpan(0, 1))))
            {
                return 1;
            }
        }
    }

    private void Grow(int length)
    {
        Array.Resize(ref _keys, length);
        Array.Resize(ref _values, length);
    }
}
