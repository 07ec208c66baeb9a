using System.Diagnostics.CodeAnalysis;
using Bpf.Runtime.Maps;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime;

/// <summary>Base class of arrays and hash tables of maps. Reads return the ids of the inner maps (kernel 4.13).</summary>
/// <typeparam name="TKey">Key type of the outer map.</typeparam>
/// <typeparam name="TInner">Handle type of the inner maps; <see cref="BpfMap"/> when there is none for their type.</typeparam>
public abstract class MapOfMaps<TKey, TInner>
    where TKey : unmanaged
    where TInner : IMapHandle<TInner>
{
    private const int MaximumLookups = 8;

    private protected MapOfMaps(BpfMap map, string handle)
    {
        MapValue.Require<TKey, uint>(map, handle);
        Map = map;
    }

    /// <summary>The untyped outer map; values are descriptors when written and ids when read.</summary>
    public BpfMap Map { get; }

    /// <summary>Gets the id of the inner map of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="id">The id, as shown by <c>bpftool map</c>, or 0.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    public bool TryGetId(TKey key, out uint id)
    {
        id = 0;
        return Map.TryLookup(MapValue.Bytes(in key), MapValue.WritableBytes(ref id));
    }

    /// <summary>Opens the inner map of a key. Opening by id requires CAP_SYS_ADMIN; code that stored the map itself already has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="inner">The inner map; the caller closes it through <see cref="BpfMap.Dispose"/> of its <see cref="IMapHandle{TSelf}.Map"/>.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    /// <exception cref="BpfPermissionException">The process lacks CAP_SYS_ADMIN in the initial user namespace.</exception>
    /// <exception cref="BpfException">The inner map does not match <typeparamref name="TInner"/>.</exception>
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
                // Another map has taken its place, and this one no longer exists.
                continue;
            }

            inner = Typed(map);
            return true;
        }

        return false;
    }

    /// <summary>Stores a map, replacing the previous one. The outer map keeps it alive.</summary>
    /// <param name="key">The key.</param>
    /// <param name="inner">A map that matches the template.</param>
    /// <exception cref="BpfStateException">The inner map is not in the kernel.</exception>
    /// <exception cref="BpfException">
    /// EINVAL: the map does not match the template; the message lists the differences. E2BIG: the outer map is full, or has no such index.
    /// </exception>
    public void Set(TKey key, TInner inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        BpfMap map = inner.Map;
        int descriptor = map.Handle.Descriptor;
        Errno error = Map.TryUpdate(MapValue.Bytes(in key), MapValue.Bytes(in descriptor));
        if (error != Errno.None)
        {
            throw BpfException.FromKernel(
                "put map", new(map.Name, Map.Name, "into"), error, error == Errno.EINVAL ? Map.AdviceForInner(map) : Map.AdviceForUpdate(error));
        }
    }

    /// <summary>Removes the inner map of a key. It is deleted when nobody else holds it.</summary>
    /// <param name="key">The key.</param>
    /// <returns><see langword="false"/> when there was none.</returns>
    public bool Remove(TKey key) => Map.Remove(MapValue.Bytes(in key));

    /// <summary>Creates a map from the template; the map is not yet in the outer map.</summary>
    /// <param name="maxEntries">
    /// Capacity; <see langword="null"/> for that of the template. Only hash tables, and arrays with <see cref="MapFlags.InnerMap"/> (kernel 5.10),
    /// may differ from it.
    /// </param>
    /// <returns>
    /// The map; the caller closes it through <see cref="BpfMap.Dispose"/> of its <see cref="IMapHandle{TSelf}.Map"/>, even after <see cref="Set"/>.
    /// </returns>
    /// <exception cref="BpfStateException">The outer map is not loaded, or was opened by path or id.</exception>
    /// <exception cref="BpfException">The kernel refused, or the template does not match <typeparamref name="TInner"/>.</exception>
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
