using Bpf.Symbols.DotNet.Contract;
using Bpf.Symbols.Memory;

namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>
/// The runtime's hash table from entry points of precompiled code to methods. It holds all methods that have been prepared, so all that can run.
/// </summary>
internal sealed class EntryPointMap
{
    private const uint MostBuckets = 1 << 24;
    private const int MostProbes = 1000;
    private readonly IProcessMemory _memory;
    private readonly ulong _buckets;
    private readonly ulong _size;
    private readonly ulong _keys;
    private readonly ulong _values;
    private readonly ulong _slots;
    private readonly ulong _mask;

    private EntryPointMap(IProcessMemory memory, RuntimeLayout layout)
    {
        _memory = memory;
        _buckets = (ulong)layout.Buckets!.Value;
        (_size, _keys, _values) = ((ulong)layout.Bucket.Size!, (ulong)layout.Bucket.Keys!, (ulong)layout.Bucket.Values!);
        _slots = Math.Min(layout.SlotsPerBucket!.Value, 64);
        _mask = layout.ValueMask!.Value;
    }

    /// <summary>Prepares to read such tables; null if the contract does not describe them.</summary>
    public static EntryPointMap? Of(IProcessMemory memory, RuntimeLayout layout)
        => layout is { Buckets: not null, Bucket: { Size: > 0, Keys: not null, Values: not null }, SlotsPerBucket: not null, ValueMask: not null }
            ? new(memory, layout) : null;

    /// <summary>Returns the method with an entry point; 0 for none.</summary>
    /// <param name="map">Address of the table.</param>
    /// <param name="entryPoint">First address of the code.</param>
    public ulong Find(ulong map, ulong entryPoint)
    {
        ulong buckets = _memory.Pointer(map + _buckets);
        uint count = buckets == 0 ? 0 : _memory.UInt32(buckets); // the first bucket holds the count
        if (count is < 2 or > MostBuckets)
        {
            return 0;
        }

        uint seed = (uint)(entryPoint >> 2);
        uint step = 1 + (((uint)(entryPoint >> 5) + 1) % (count - 1));
        for (uint probe = 0; probe < Math.Min(count, MostProbes); probe++, seed += step)
        {
            ulong bucket = buckets + (_size * (1 + (ulong)(seed % count)));
            for (ulong slot = 0; slot < _slots; slot++)
            {
                if (_memory.Pointer(bucket + _keys + (slot * sizeof(ulong))) == entryPoint)
                {
                    return (_memory.Pointer(bucket + _values + (slot * sizeof(ulong))) & _mask) << 1;
                }
            }

            // The bit beside the first value marks buckets from which keys went on to others.
            if ((_memory.Pointer(bucket + _values) & ~_mask) == 0)
            {
                return 0;
            }
        }

        return 0;
    }
}
