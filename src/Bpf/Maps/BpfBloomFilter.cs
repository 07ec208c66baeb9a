namespace Bpf;

/// <summary>
/// A set that may report false positives, but no false negatives (<c>BPF_MAP_TYPE_BLOOM_FILTER</c>, kernel 5.16).
/// <see cref="BpfMapAttribute.MapExtra"/> is the number of hash functions, 1 to 15; 0 means 5.
/// </summary>
/// <typeparam name="T">Unmanaged value type; it must not have padding bytes.</typeparam>
public sealed class BpfBloomFilter<T> : BpfMapDeclaration
    where T : unmanaged
{
    /// <summary>Adds a value (<c>bpf_map_push_elem</c>).</summary>
    /// <param name="value">The value.</param>
    /// <returns>0, or a negative errno.</returns>
    public long Add(in T value) => MapHelpers.PushElement(this, in value, (ulong)BpfUpdateMode.Any);

    /// <summary>Tests a value (<c>bpf_map_peek_elem</c>).</summary>
    /// <param name="value">The value.</param>
    /// <returns>False when the value was certainly never added.</returns>
    public bool MayContain(in T value) => MapHelpers.TestElement(this, in value) == 0;
}
