namespace Bpf;

/// <summary>
/// Processes one element of a map in <see cref="BpfKeyedMap{TKey, TValue}.ForEach{TState}"/>: a static lambda or a static method.
/// </summary>
/// <typeparam name="TKey">Key type of the map.</typeparam>
/// <typeparam name="TValue">Value type of the map.</typeparam>
/// <typeparam name="TState">Unmanaged type of the state shared by the calls.</typeparam>
/// <param name="map">The map.</param>
/// <param name="key">The key; it must not be modified.</param>
/// <param name="value">The value, in the map.</param>
/// <param name="state">State shared by the calls.</param>
/// <returns>Whether to continue with the next element.</returns>
public delegate BpfLoopResult BpfElementCallback<TKey, TValue, TState>(BpfKeyedMap<TKey, TValue> map, ref TKey key, ref TValue value, ref TState state)
    where TKey : unmanaged
    where TValue : unmanaged
    where TState : unmanaged;
