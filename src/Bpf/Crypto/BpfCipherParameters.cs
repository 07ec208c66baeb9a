using System.Text;

namespace Bpf;

/// <summary>The algorithm and the key of a <see cref="BpfCipher"/> (<c>struct bpf_crypto_params</c>, kernel 6.10). The host fills it in.</summary>
public unsafe struct BpfCipherParameters
{
    /// <summary>Most bytes of a key.</summary>
    public const int MaximumKeyLength = 256;

    private const int TypeLength = 14;
    private const int ReservedLength = 2;
    private const int AlgorithmLength = 128;

    private fixed byte _type[TypeLength];
    private fixed byte _reserved[ReservedLength];
    private fixed byte _algorithm[AlgorithmLength];
    private fixed byte _key[MaximumKeyLength];
    private uint _keyLength;
    private readonly uint _tagLength;

    /// <summary>Describes a symmetric cipher (<c>skcipher</c>). For host code.</summary>
    /// <param name="algorithm">Name of the algorithm as in <c>/proc/crypto</c>, such as <c>cbc(aes)</c>.</param>
    /// <param name="key">The key, up to 256 bytes; the algorithm says how many.</param>
    /// <exception cref="ArgumentException">The name is empty or has more than 127 bytes, or the key is empty or too long.</exception>
    public static BpfCipherParameters For(string algorithm, ReadOnlySpan<byte> key)
    {
        ArgumentException.ThrowIfNullOrEmpty(algorithm);
        if (Encoding.UTF8.GetByteCount(algorithm) >= AlgorithmLength)
        {
            throw new ArgumentException($"The name of an algorithm has at most {AlgorithmLength - 1} bytes.", nameof(algorithm));
        }

        if (key.Length is 0 or > MaximumKeyLength)
        {
            throw new ArgumentException($"A key has 1 to {MaximumKeyLength} bytes, not {key.Length}.", nameof(key));
        }

        BpfCipherParameters parameters = default;
        "skcipher"u8.CopyTo(new Span<byte>(parameters._type, TypeLength));
        Encoding.UTF8.GetBytes(algorithm, new Span<byte>(parameters._algorithm, AlgorithmLength));
        key.CopyTo(new Span<byte>(parameters._key, MaximumKeyLength));
        parameters._keyLength = (uint)key.Length;
        return parameters;
    }
}
