namespace Bpf;

/// <summary>Called by the kernel for a <see cref="BpfWorkQueue"/>: a static lambda or a static method.</summary>
/// <typeparam name="TKey">Key type of the map that holds the work queue.</typeparam>
/// <typeparam name="TValue">Value type of the map that holds the work queue.</typeparam>
/// <param name="map">The map.</param>
/// <param name="key">Key of the element with the work queue; it must not be modified.</param>
/// <param name="value">The element, in the map.</param>
public delegate void BpfWorkCallback<TKey, TValue>(BpfKeyedMap<TKey, TValue> map, ref TKey key, ref TValue value)
    where TKey : unmanaged
    where TValue : unmanaged;
