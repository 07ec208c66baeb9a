using System.Security.Cryptography;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Ciphers of the kernel: known vectors, and messages of .NET's own AES.</summary>
public sealed class CipherTests : IDisposable
{
    private readonly CiphersSkeleton _skeleton;

    public CipherTests()
    {
        KernelRequirement.NeedRoot();
        KernelRequirement.Need(Environment.OSVersion.Version >= new Version(6, 11), "ciphers without a vector need Linux 6.11");
        KernelRequirement.Need(
            File.ReadLines("/proc/kallsyms").Any(static line => line.Contains(" bpf_crypto_lskcipher_", StringComparison.Ordinal)),
            "bpf_crypto_skcipher is not in this kernel");
        _skeleton = CiphersSkeleton.Open();
        _skeleton.Load();
    }

    public void Dispose() => _skeleton.Dispose();

    [Theory]
    // FIPS 197, appendix C, and SP 800-38A, F.2.
    [InlineData("ecb(aes)", "000102030405060708090a0b0c0d0e0f", "", "00112233445566778899aabbccddeeff", "69c4e0d86a7b0430d8cdb78070b4c55a")]
    [InlineData("ecb(aes)", "000102030405060708090a0b0c0d0e0f1011121314151617", "", "00112233445566778899aabbccddeeff", "dda97ca4864cdfe06eaf70a0ec0d7191")]
    [InlineData("ecb(aes)", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", "",
        "00112233445566778899aabbccddeeff", "8ea2b7ca516745bfeafc49904b496089")]
    [InlineData("cbc(aes)", "2b7e151628aed2a6abf7158809cf4f3c", "000102030405060708090a0b0c0d0e0f",
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51", "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2")]
    public void KnownVectorsAreEncryptedAndDecrypted(string algorithm, string key, string vector, string plain, string secret)
    {
        SetKey(algorithm, Convert.FromHexString(key));
        Assert.Equal(secret, Convert.ToHexStringLower(Translate(_skeleton.Programs.Encrypt, Convert.FromHexString(plain), Convert.FromHexString(vector))));
        Assert.Equal(plain, Convert.ToHexStringLower(Translate(_skeleton.Programs.Decrypt, Convert.FromHexString(secret), Convert.FromHexString(vector))));
    }

    [Fact]
    public void MessagesAreThoseOfNet()
    {
        using Aes aes = Aes.Create();
        Random random = new(7);
        for (int i = 0; i < 50; i++)
        {
            aes.Key = Bytes(random, 16 + (8 * random.Next(3)));
            byte[] message = Bytes(random, 16 * random.Next(1, 5));
            byte[] vector = Bytes(random, 16);
            SetKey("cbc(aes)", aes.Key);
            byte[] secret = Translate(_skeleton.Programs.Encrypt, message, vector);
            Assert.Equal(aes.EncryptCbc(message, vector, PaddingMode.None), secret);
            Assert.Equal(message, Translate(_skeleton.Programs.Decrypt, secret, vector));
        }
    }

    [Fact]
    public void PacketsAreEncryptedInPlace()
    {
        using Aes aes = Aes.Create();
        aes.Key = Bytes(new Random(8), 32);
        byte[] packet = Bytes(new Random(9), Ciphers.PayloadOffset + 96);
        SetKey("ecb(aes)", aes.Key);
        byte[] secret = new byte[packet.Length];
        byte[] plain = new byte[packet.Length];
        _skeleton.Programs.EncryptPacket.TestRun(packet, dataOut: secret);
        Assert.Equal(0, _skeleton.Bss.s_error);
        Assert.Equal([.. packet[..Ciphers.PayloadOffset], .. aes.EncryptEcb(packet.AsSpan(Ciphers.PayloadOffset), PaddingMode.None)], secret);
        _skeleton.Programs.DecryptPacket.TestRun(secret, dataOut: plain);
        Assert.Equal(0, _skeleton.Bss.s_error);
        Assert.Equal(packet, plain);
    }

    [Fact]
    public void MistakesHaveErrors()
    {
        const int NoSuchAlgorithm = -95;
        const int InvalidArgument = -22;
        Translate(_skeleton.Programs.Encrypt, new byte[16], []);
        Assert.Equal(Ciphers.NotReady, _skeleton.Bss.s_error);
        Assert.Equal(NoSuchAlgorithm, TrySetKey("ecb(rot13)", new byte[16]).Error);
        Assert.Equal(InvalidArgument, TrySetKey("ecb(aes)", new byte[15]).Error);
        SetKey("ecb(aes)", new byte[16]);
        Assert.Equal(1, TrySetKey("ecb(aes)", new byte[32]).HadCipher);
        Translate(_skeleton.Programs.Encrypt, new byte[15], []);
        Assert.Equal(InvalidArgument, _skeleton.Bss.s_error);
        Translate(_skeleton.Programs.Encrypt, new byte[16], new byte[16]);
        Assert.Equal(InvalidArgument, _skeleton.Bss.s_error);
        Assert.Throws<ArgumentException>(static () => BpfCipherParameters.For("ecb(aes)", new byte[BpfCipherParameters.MaximumKeyLength + 1]));
        Assert.Throws<ArgumentException>(static () => BpfCipherParameters.For("ecb(aes)", []));
        Assert.Throws<ArgumentException>(static () => BpfCipherParameters.For(new string('x', 128), new byte[16]));
    }

    private Ciphers.Request TrySetKey(string algorithm, byte[] key)
    {
        _skeleton.Bss.s_parameters = BpfCipherParameters.For(algorithm, key);
        Ciphers.Request request = default;
        _skeleton.Programs.SetKey.Run(ref request);
        return request;
    }

    private void SetKey(string algorithm, byte[] key) => Assert.Equal(0, TrySetKey(algorithm, key).Error);

    private byte[] Translate(BpfProgram program, byte[] message, byte[] vector)
    {
        _skeleton.Maps.Messages[0] = MessageOf(message);
        _skeleton.Maps.Messages[1] = default;
        _skeleton.Maps.Messages[2] = MessageOf(vector);
        _skeleton.Bss.s_length = (uint)message.Length;
        _skeleton.Bss.s_vectorLength = (uint)vector.Length;
        program.TestRun(new byte[64]);
        Ciphers.Message result = _skeleton.Maps.Messages[1];
        return ((ReadOnlySpan<byte>)result)[..message.Length].ToArray();
    }

    private static Ciphers.Message MessageOf(byte[] bytes)
    {
        Ciphers.Message message = default;
        bytes.CopyTo((Span<byte>)message);
        return message;
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
