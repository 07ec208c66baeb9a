using System.Numerics;

namespace Bpf.Runtime;

/// <summary>Sums over the CPUs of per-CPU maps, for values that are numbers. Overflow wraps around, as it does in programs.</summary>
public static class PerCpuSums
{
    /// <summary>Enumerates a map with the sum of each key's values.</summary>
    /// <typeparam name="TKey">Key type of the map.</typeparam>
    /// <typeparam name="TValue">Type of the numbers.</typeparam>
    /// <param name="map">The map.</param>
    public static IEnumerable<(TKey Key, TValue Value)> Sums<TKey, TValue>(this PerCpuHashMap<TKey, TValue> map)
        where TKey : unmanaged
        where TValue : unmanaged, IAdditionOperators<TValue, TValue, TValue>
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.Combine(static (left, right) => unchecked(left + right));
    }

    /// <summary>Enumerates an array with the sum of each element's values.</summary>
    /// <typeparam name="T">Type of the numbers.</typeparam>
    /// <param name="array">The array.</param>
    public static IEnumerable<T> Sums<T>(this PerCpuArray<T> array)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.Combine(static (left, right) => unchecked(left + right));
    }
}
