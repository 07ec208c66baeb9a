namespace Bpf;

/// <summary>The kernel functions of <see cref="BpfCipher"/>.</summary>
internal static unsafe class CipherFunctions
{
    [BpfKfunc("bpf_crypto_ctx_create")]
    internal static BpfCipher* Create(in BpfCipherParameters parameters, uint size, ref int error) => throw new BpfOnlyException();

    [BpfKfunc("bpf_crypto_encrypt")]
    internal static int Encrypt(BpfCipher* cipher, ref BpfDynptr source, ref BpfDynptr destination, void* vector) => throw new BpfOnlyException();

    [BpfKfunc("bpf_crypto_decrypt")]
    internal static int Decrypt(BpfCipher* cipher, ref BpfDynptr source, ref BpfDynptr destination, void* vector) => throw new BpfOnlyException();
}
