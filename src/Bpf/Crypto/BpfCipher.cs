namespace Bpf;

/// <summary>
/// A cipher with its key (<c>struct bpf_crypto_ctx</c>, kernel 6.10). A <see cref="SyscallProgramAttribute"/> method creates it and puts it into a
/// <see cref="BpfKptr{T}"/>; traffic control and XDP programs encrypt and decrypt with <see cref="BpfKptr{T}.Pointer"/> of that field.
/// </summary>
[KernelStruct("bpf_crypto_ctx")]
public unsafe struct BpfCipher
{
    /// <summary>Creates a cipher (<c>bpf_crypto_ctx_create</c>). The program has to release it or put it into a <see cref="BpfKptr{T}"/>.</summary>
    /// <param name="parameters">The algorithm and the key: a static field, a map value, or part of what the host passes to the program.</param>
    /// <param name="error">0, or a negative errno: -EOPNOTSUPP or -ENOENT for an algorithm that the kernel does not have.</param>
    /// <returns>The cipher, or null.</returns>
    [BpfCalls("bpf_crypto_ctx_create")]
    public static BpfCipher* Create(in BpfCipherParameters parameters, out int error)
    {
        error = 0;
        return CipherFunctions.Create(in parameters, (uint)sizeof(BpfCipherParameters), ref error);
    }

    /// <summary>Makes another reference to a cipher (<c>bpf_crypto_ctx_acquire</c>).</summary>
    /// <param name="cipher">The cipher.</param>
    /// <returns>The cipher, which the program has to release, too; null when it is being freed.</returns>
    [BpfKfunc("bpf_crypto_ctx_acquire")]
    public static BpfCipher* Acquire(BpfCipher* cipher) => throw new BpfOnlyException();

    /// <summary>Gives up a reference to a cipher (<c>bpf_crypto_ctx_release</c>).</summary>
    /// <param name="cipher">The cipher; not null.</param>
    [BpfKfunc("bpf_crypto_ctx_release")]
    public static void Release(BpfCipher* cipher) => throw new BpfOnlyException();

    /// <summary>Encrypts memory (<c>bpf_crypto_encrypt</c>) with an algorithm without an initialization vector, such as <c>ecb(aes)</c>. Kernel 6.11.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="source">What to encrypt.</param>
    /// <param name="destination">Where to put the result, at least as long; may be the same memory.</param>
    /// <returns>
    /// 0, or a negative errno: -EINVAL for memory that is too short, read-only, or not contiguous, or a length that is not a multiple of the block size.
    /// </returns>
    [BpfCalls("bpf_crypto_encrypt")]
    public static int Encrypt(BpfCipher* cipher, ref BpfDynptr source, ref BpfDynptr destination)
        => CipherFunctions.Encrypt(cipher, ref source, ref destination, null);

    /// <summary>Encrypts memory (<c>bpf_crypto_encrypt</c>) with an algorithm that has an initialization vector, such as <c>cbc(aes)</c>.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="source">What to encrypt.</param>
    /// <param name="destination">Where to put the result, at least as long; may be the same memory.</param>
    /// <param name="vector">The initialization vector, of the length that the algorithm requires; the kernel replaces it by that of the next part.</param>
    /// <returns>
    /// 0, or a negative errno: -EINVAL for memory that is too short, read-only, or not contiguous, or a length that is not a multiple of the block size.
    /// </returns>
    [BpfKfunc("bpf_crypto_encrypt")]
    [BpfCalls("bpf_crypto_encrypt")]
    public static int Encrypt(BpfCipher* cipher, ref BpfDynptr source, ref BpfDynptr destination, ref BpfDynptr vector) => throw new BpfOnlyException();

    /// <summary>Decrypts memory (<c>bpf_crypto_decrypt</c>) with an algorithm without an initialization vector, such as <c>ecb(aes)</c>. Kernel 6.11.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="source">What to decrypt.</param>
    /// <param name="destination">Where to put the result, at least as long; may be the same memory.</param>
    /// <returns>
    /// 0, or a negative errno: -EINVAL for memory that is too short, read-only, or not contiguous, or a length that is not a multiple of the block size.
    /// </returns>
    [BpfCalls("bpf_crypto_decrypt")]
    public static int Decrypt(BpfCipher* cipher, ref BpfDynptr source, ref BpfDynptr destination)
        => CipherFunctions.Decrypt(cipher, ref source, ref destination, null);

    /// <summary>Decrypts memory (<c>bpf_crypto_decrypt</c>) with an algorithm that has an initialization vector, such as <c>cbc(aes)</c>.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="source">What to decrypt.</param>
    /// <param name="destination">Where to put the result, at least as long; may be the same memory.</param>
    /// <param name="vector">The initialization vector, of the length that the algorithm requires; the kernel replaces it by that of the next part.</param>
    /// <returns>
    /// 0, or a negative errno: -EINVAL for memory that is too short, read-only, or not contiguous, or a length that is not a multiple of the block size.
    /// </returns>
    [BpfKfunc("bpf_crypto_decrypt")]
    [BpfCalls("bpf_crypto_decrypt")]
    public static int Decrypt(BpfCipher* cipher, ref BpfDynptr source, ref BpfDynptr destination, ref BpfDynptr vector) => throw new BpfOnlyException();
}
