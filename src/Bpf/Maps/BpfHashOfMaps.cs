namespace Bpf;

/// <summary>
/// A hash table whose values are maps (<c>BPF_MAP_TYPE_HASH_OF_MAPS</c>, kernel 4.12). All inner maps match the template, which
/// <see cref="BpfInnerMapAttribute"/> on the field describes.
/// </summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TInnerKey">Unmanaged key type of the inner maps.</typeparam>
/// <typeparam name="TInnerValue">Unmanaged value type of the inner maps.</typeparam>
public sealed class BpfHashOfMaps<TKey, TInnerKey, TInnerValue> : BpfMapDeclaration
    where TKey : unmanaged
    where TInnerKey : unmanaged
    where TInnerValue : unmanaged
{
    /// <summary>Finds an inner map (<c>bpf_map_lookup_elem</c>).</summary>
    /// <param name="key">The key in the outer map.</param>
    /// <param name="map">The inner map.</param>
    /// <returns>False when there is none.</returns>
    [BpfCalls("bpf_map_lookup_elem")]
    public unsafe bool TryGetMap(scoped in TKey key, out BpfInnerMap<TInnerKey, TInnerValue> map)
    {
        map = new BpfInnerMap<TInnerKey, TInnerValue>(MapHelpers.LookupInner(this, in key));
        return !map.IsNull;
    }
}
