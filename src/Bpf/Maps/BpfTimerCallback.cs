namespace Bpf;

/// <summary>Called when a <see cref="BpfTimer"/> expires: a static lambda or a static method.</summary>
/// <typeparam name="TKey">Key type of the map that holds the timer.</typeparam>
/// <typeparam name="TValue">Value type of the map that holds the timer.</typeparam>
/// <param name="map">The map.</param>
/// <param name="key">Key of the element with the timer; it must not be modified.</param>
/// <param name="value">The element, in the map.</param>
public delegate void BpfTimerCallback<TKey, TValue>(BpfKeyedMap<TKey, TValue> map, ref TKey key, ref TValue value)
    where TKey : unmanaged
    where TValue : unmanaged;
