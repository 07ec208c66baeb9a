namespace Bpf;

/// <summary>
/// A longest-prefix match trie (<c>BPF_MAP_TYPE_LPM_TRIE</c>, kernel 4.11). The key begins with a {uint}, the number of significant bits in the rest,
/// most significant byte first. The compiler sets <see cref="MapFlags.NoPreallocation"/>, which the kernel requires.
/// </summary>
/// <typeparam name="TKey">Unmanaged key type; it must not have padding bytes.</typeparam>
/// <typeparam name="TValue">Unmanaged value type.</typeparam>
public sealed class BpfLpmTrie<TKey, TValue> : BpfHashMapBase<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged;
