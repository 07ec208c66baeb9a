using Bpf.Runtime;

namespace Bpf.Load.Guest;

/// <summary>Accesses the maps "woken" (a hash map of 4-byte keys and 8-byte values) and "histogram" (an array of 8-byte values) of an object.</summary>
internal sealed class MapCalls
{
    private const uint Keys = 1024; // and as many elements has the array
    private readonly HashMap<uint, ulong> _hash;
    private readonly ArrayMap<ulong> _array;

    public MapCalls(string path)
    {
        BpfObject target = BpfObject.Open(path);
        target.Load();
        _hash = new HashMap<uint, ulong>(target.Maps["woken"]);
        _array = new ArrayMap<ulong>(target.Maps["histogram"]);
        for (uint key = 0; key < Keys; key++)
        {
            _hash[key] = key;
        }
    }

    public string Run(string call, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        uint done = call switch
        {
            "lookup" => Lookup(count),
            "update" => Update(count),
            "delete" => Delete(count),
            "miss" => Miss(count),
            "array" => Array(count),
            _ => throw new ArgumentException($"There is no command '{call}'."),
        };
        long time = (long)(Environment.CpuUsage.TotalTime - start).TotalNanoseconds, allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return done == count ? $"{time} {allocated}" : throw new InvalidOperationException($"{call}: {done} of {count}");
    }

    private uint Lookup(int count)
    {
        uint found = 0;
        for (uint i = 0; i < count; i++)
        {
            found += _hash.TryGetValue(i % Keys, out _) ? 1u : 0;
        }

        return found;
    }

    private uint Update(int count)
    {
        for (uint i = 0; i < count; i++)
        {
            _hash[i % Keys] = i % Keys;
        }

        return (uint)count;
    }

    // An element must exist to be deleted.
    private uint Delete(int count)
    {
        uint found = 0;
        for (uint i = 0; i < count; i++)
        {
            _hash[Keys + i] = i;
            found += _hash.Remove(Keys + i) ? 1u : 0;
        }

        return found;
    }

    private uint Miss(int count)
    {
        uint missed = 0;
        for (uint i = 0; i < count; i++)
        {
            missed += _hash.TryGetValue(Keys + i, out _) ? 0 : 1u;
        }

        return missed;
    }

    private uint Array(int count)
    {
        for (uint i = 0; i < count; i++)
        {
            int index = (int)(i % Keys);
            _array[index] = _array[index] + 1;
        }

        return (uint)count;
    }
}
