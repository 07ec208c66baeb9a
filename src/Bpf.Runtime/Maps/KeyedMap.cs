using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>Base class of maps whose entries are found by key, added and removed: what does not depend on the values.</summary>
/// <typeparam name="TKey">Key type, of the map's key size. Padding bytes are part of the key.</typeparam>
public abstract unsafe class KeyedMap<TKey>
    where TKey : unmanaged
{
    private protected KeyedMap(BpfMap map) => Map = map;

    /// <summary>The untyped map.</summary>
    public BpfMap Map { get; }

    /// <summary>
    /// Number of entries, by counting them: the kernel does not keep the number. With programs that add and remove entries meanwhile, it is an approximation.
    /// </summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public int Count
    {
        get
        {
            int count = 0;
            MapEntries entries = new(Map, removes: false);
            while (entries.MoveNext())
            {
                count += entries.Count;
            }

            return count;
        }
    }

    /// <summary>Removes a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when the key was absent.</returns>
    public bool Remove(TKey key) => Map.Remove(MapValue.Bytes(in key));

    /// <summary>Removes keys in one system call (kernel 5.6), or one after the other where the map or the kernel does not support that.</summary>
    /// <param name="keys">The keys; those that are absent are ignored.</param>
    /// <returns>Number of keys that were present.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public int Remove(ReadOnlySpan<TKey> keys)
    {
        int removed = 0;
        while (!keys.IsEmpty)
        {
            uint count = (uint)keys.Length;
            Errno error;
            fixed (TKey* pointer = keys)
            {
                error = Map.Batch(BpfCommand.MapDeleteBatch, null, null, pointer, null, ref count);
            }

            if (error is Errno.EINVAL or Errno.EOPNOTSUPP or Errno.ENOTSUPP)
            {
                break;
            }

            // The kernel stops at the first key that is absent.
            removed += error is Errno.None or Errno.ENOENT or Errno.EINTR ? (int)count : throw BpfException.FromKernel("remove from map", Map.Name, error);
            keys = keys[Math.Min((int)count + (error == Errno.ENOENT ? 1 : 0), keys.Length)..];
        }

        foreach (TKey key in keys)
        {
            removed += Remove(key) ? 1 : 0;
        }

        return removed;
    }

    /// <summary>Removes all entries. Entries that programs add meanwhile may stay.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void Clear()
    {
        MapEntries entries = new(Map, removes: true);
        while (entries.MoveNext())
        {
            // Reading them is what removes them.
        }
    }
}
