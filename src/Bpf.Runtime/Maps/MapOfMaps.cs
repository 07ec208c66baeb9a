using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>What arrays and hash tables of maps have in common. The kernel knows their values by id, which is what it answers (kernel 4.13).</summary>
/// <typeparam name="TKey">Key type of the outer map.</typeparam>
/// <typeparam name="TInner">Handle of the inner maps; <see cref="BpfMap"/> when there is none for their type.</typeparam>
public abstract class MapOfMaps<TKey, TInner>
    where TKey : unmanaged
    where TInner : IMapHandle<TInner>
{
    private const int MaximumLookups = 8;

    private protected MapOfMaps(BpfMap map, MapType type)
    {
        MapValue.Require<TKey, uint>(map, type);
        Map = map;
    }

    /// <summary>The outer map as bytes; values are descriptors when written and ids when read.</summary>
    public BpfMap Map { get; }

    /// <summary>Id of the inner map of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="id">The id, as <c>bpftool map</c> shows it, or 0.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryGetId(TKey key, out uint id)
    {
        id = 0;
        return Map.TryLookup(MapValue.Bytes(in key), MapValue.WritableBytes(ref id));
    }

    /// <summary>Opens the inner map of a key. Needs CAP_SYS_ADMIN, which opening by id needs; who has just put a map there has it already.</summary>
    /// <param name="key">The key.</param>
    /// <param name="inner">The inner map; the caller closes it with the <see cref="BpfMap.Dispose"/> of its <see cref="IMapHandle{TSelf}.Map"/>.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    /// <exception cref="BpfPermissionException">The process lacks CAP_SYS_ADMIN in the initial user namespace.</exception>
    /// <exception cref="BpfException">The inner map is not what <typeparamref name="TInner"/> is for.</exception>
    public bool TryGetMap(TKey key, [MaybeNullWhen(false)] out TInner inner)
    {
        inner = default;
        for (int lookup = 1; TryGetId(key, out uint id); lookup++)
        {
            BpfMap map;
            try
            {
                map = BpfMap.OpenId(id);
            }
            catch (BpfException exception) when (exception.Errno == Errno.ENOENT && lookup < MaximumLookups)
            {
                // Another map took its place meanwhile, and this one is gone.
                continue;
            }

            inner = Typed(map);
            return true;
        }

        return false;
    }

    /// <summary>Puts a map in, in place of the one that is there. The outer map keeps it alive.</summary>
    /// <param name="key">The key.</param>
    /// <param name="inner">A map like the template.</param>
    /// <exception cref="BpfStateException">The inner map is not in the kernel.</exception>
    /// <exception cref="BpfException">EINVAL: the map is not like the template; the message tells in what. E2BIG: the outer map is full, or has no such
    /// index.</exception>
    public void Set(TKey key, TInner inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        BpfMap map = inner.Map;
        int descriptor = map.Handle.Descriptor;
        Errno error = Map.TryUpdate(MapValue.Bytes(in key), MapValue.Bytes(in descriptor));
        if (error != Errno.None)
        {
            throw BpfException.FromKernel(
                $"put map '{map.Name}' into", Map.Name, error, error == Errno.EINVAL ? Map.AdviceForInner(map) : Map.AdviceForUpdate(error));
        }
    }

    /// <summary>Takes the inner map of a key out. It is gone when nobody else holds it.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when there was none.</returns>
    public bool Remove(TKey key) => Map.Remove(MapValue.Bytes(in key));

    /// <summary>Creates a map by the template, which is not in the outer map yet.</summary>
    /// <param name="maxEntries">
    /// Capacity; <see langword="null"/> for that of the template. Another one is for hash tables and for arrays with <see cref="MapFlags.InnerMap"/> (kernel
    /// 5.10).
    /// </param>
    /// <returns>The map; the caller closes it with the <see cref="BpfMap.Dispose"/> of its <see cref="IMapHandle{TSelf}.Map"/>, also after
    /// <see cref="Set"/>.</returns>
    /// <exception cref="BpfStateException">The outer map is not loaded, or was opened by path or id.</exception>
    /// <exception cref="BpfException">The kernel refused, or the template is not what <typeparamref name="TInner"/> is for.</exception>
    public TInner CreateInner(uint? maxEntries = null) => Typed(Map.CreateInner(maxEntries));

    private static TInner Typed(BpfMap map)
    {
        try
        {
            return TInner.Of(map);
        }
        catch
        {
            map.Dispose();
            throw;
        }
    }
}
