namespace Bpf.Shared;

/// <summary>Requirements for the key of a prefix trie (<c>struct bpf_lpm_trie_key</c>, include/uapi/linux/bpf.h).</summary>
internal static class PrefixTrieKey
{
    /// <summary>Size in bytes of the prefix length at the start of the key.</summary>
    public const int LengthSize = 4;

    private const int MaximumData = 256; // LPM_DATA_SIZE_MAX, kernel/bpf/lpm_trie.c

    /// <summary>Returns why the kernel refuses a key; null when it does not.</summary>
    /// <param name="size">Size of the key in bytes.</param>
    public static string? FaultOf(long size)
        => size <= LengthSize ? $"the key of a prefix trie begins with {LengthSize} bytes for the prefix length, and {size} bytes leave nothing for the data"
            : size > LengthSize + MaximumData
            ? $"the key of a prefix trie has {LengthSize} bytes for the prefix length and at most {MaximumData} for the data, not {size}"
            : null;
}
