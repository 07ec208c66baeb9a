using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Maps;

/// <summary>
/// Reads the entries of a map in batches (kernel 5.6), or key by key if the map or the kernel does not support batches. Each batch holds the bytes of its
/// keys and of its values, as user space sees them: for per-CPU maps, a value for each CPU.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="removes">Whether reading an entry removes it.</param>
internal sealed unsafe class MapEntries(BpfMap map, bool removes)
{
    private const int FirstBatch = 64;
    private readonly int _keySize = map.KeySize;
    private readonly int _valueSize = map.ElementSize;
    private byte[] _keys = [];
    private byte[] _values = [];
    private byte[] _cursor = [];
    private byte[] _previous = [];
    private bool _started;
    private bool _ended;
    private bool _byKey;
    private uint _steps;

    /// <summary>Number of entries in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Returns a key of the batch.</summary>
    public ReadOnlySpan<byte> Key(int index) => _keys.AsSpan(index * _keySize, _keySize);

    /// <summary>Returns a value of the batch.</summary>
    public ReadOnlySpan<byte> Value(int index) => _values.AsSpan(index * _valueSize, _valueSize);

    /// <summary>Reads the next batch.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool MoveNext()
    {
        Count = _ended ? 0 : _byKey ? NextEntry() : NextBatch();
        return Count > 0;
    }

    /// <summary>Starts again.</summary>
    public void Reset()
    {
        Count = 0;
        _steps = 0;
        _started = _ended = false;
    }

    private int NextBatch()
    {
        if (_cursor.Length == 0)
        {
            // The cursor of hash maps is a 32-bit bucket number, that of others is a key.
            _cursor = new byte[Math.Max(_keySize, sizeof(ulong))];
            Resize(FirstBatch);
        }

        while (true)
        {
            uint count = (uint)(_values.Length / _valueSize);
            Errno error;
            fixed (byte* keys = _keys)
            fixed (byte* values = _values)
            fixed (byte* cursor = _cursor)
            {
                BpfCommand command = removes ? BpfCommand.MapLookupAndDeleteBatch : BpfCommand.MapLookupBatch;
                error = map.Batch(command, _started ? cursor : null, cursor, keys, values, ref count);
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
                    Resize(_values.Length / _valueSize * 4);
                    break;
                case Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOTSUPP when !_started:
                    _byKey = true;
                    return NextEntry();
                case Errno.EINTR:
                    break;
                default:
                    throw BpfException.FromKernel(removes ? "drain map" : "enumerate map", map.Name, error);
            }
        }
    }

    private int NextEntry()
    {
        if (_previous.Length == 0)
        {
            _previous = new byte[_keySize];
            Resize(1);
        }

        Span<byte> key = _keys.AsSpan(0, _keySize);
        while (true)
        {
            key.CopyTo(_previous);

            // The iteration restarts when its key is deleted meanwhile; without a limit it might never end.
            if (_steps > map.MaxEntries * 2UL || !map.TryGetNextKey(_started && !removes ? _previous : default, key))
            {
                _ended = true;
                return 0;
            }

            _started = true;
            _steps++;
            Span<byte> value = _values.AsSpan(0, _valueSize);
            if (removes ? TryTake(key, value) : map.TryLookup(key, value))
            {
                return 1;
            }
        }
    }

    // Before 5.14, and for tries, reading and removing are two steps.
    private bool TryTake(ReadOnlySpan<byte> key, Span<byte> value)
    {
        Errno error = map.Element(BpfCommand.MapLookupAndDeleteElement, key, value, 0);
        return error switch
        {
            Errno.None => true,
            Errno.ENOENT => false,
            Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOTSUPP => map.TryLookup(key, value) && map.Remove(key),
            _ => throw BpfException.FromKernel("drain map", map.Name, error),
        };
    }

    private void Resize(int count)
    {
        _keys = new byte[checked(count * _keySize)];
        _values = new byte[checked(count * _valueSize)];
    }
}
