using System.Runtime.CompilerServices;
using Bpf;

namespace Bpf.Kernel.Tests;

/// <summary>Encrypts and decrypts memory and packets with a key that a syscall program sets.</summary>
[BpfObject(License = "GPL")]
public static unsafe class Ciphers
{
    /// <summary>Most bytes of a message.</summary>
    public const int MessageLength = 64;

    /// <summary>Offset of the part of a packet that is encrypted in place: behind the Ethernet header, to a multiple of a block.</summary>
    public const int PayloadOffset = 16;

    /// <summary>Result where no cipher is set, or the lengths are wrong.</summary>
    public const int NotReady = 1;

    /// <summary>A message.</summary>
    [InlineArray(MessageLength)]
    public struct Message
    {
        private byte _first;
    }

    /// <summary>What the host sends and gets back.</summary>
    public struct Request
    {
        public int Error;
        public int HadCipher;
    }

    [BpfMap(MaxEntries = 3)]
    static readonly BpfArray<Message> Messages = new();

    static BpfCipherParameters s_parameters;

    static BpfKptr<BpfCipher> s_cipher;

    static int s_error;

    static uint s_length;

    static uint s_vectorLength;

    [SyscallProgram]
    public static int SetKey(ref Request request)
    {
        BpfCipher* cipher = BpfCipher.Create(in s_parameters, out int error);
        request.Error = error;
        if (cipher == null)
        {
            return 0;
        }

        BpfCipher* shared = BpfCipher.Acquire(cipher);
        if (shared != null)
        {
            BpfCipher.Release(shared);
        }

        BpfCipher* previous = s_cipher.Exchange(cipher);
        if (previous != null)
        {
            request.HadCipher = 1;
            BpfCipher.Release(previous);
        }

        return 1;
    }

    [TcxIngress]
    public static TrafficControlAction Encrypt(TrafficControlContext context)
    {
        s_error = Run(true);
        return TrafficControlAction.Pass;
    }

    [TcxIngress]
    public static TrafficControlAction Decrypt(TrafficControlContext context)
    {
        s_error = Run(false);
        return TrafficControlAction.Pass;
    }

    [TcxIngress]
    public static TrafficControlAction EncryptPacket(TrafficControlContext context)
    {
        BpfCipher* cipher = s_cipher.Pointer;
        if (cipher == null || !context.TryGetPacket(out BpfDynptr payload) || !payload.TryTrim(PayloadOffset, payload.Length))
        {
            s_error = NotReady;
            return TrafficControlAction.Pass;
        }

        s_error = BpfCipher.Encrypt(cipher, ref payload, ref payload);
        return TrafficControlAction.Pass;
    }

    [Xdp]
    public static XdpAction DecryptPacket(XdpContext context)
    {
        BpfCipher* cipher = s_cipher.Pointer;
        if (cipher == null || !context.TryGetPacket(out BpfDynptr payload) || !payload.TryTrim(PayloadOffset, payload.Length))
        {
            s_error = NotReady;
            return XdpAction.Pass;
        }

        s_error = BpfCipher.Decrypt(cipher, ref payload, ref payload);
        return XdpAction.Pass;
    }

    private static int Run(bool encrypts)
    {
        BpfCipher* cipher = s_cipher.Pointer;
        if (cipher == null || !Messages.TryGetRef(0, out BpfRef<Message> from) || !Messages.TryGetRef(1, out BpfRef<Message> to)
            || !Messages.TryGetRef(2, out BpfRef<Message> start))
        {
            return NotReady;
        }

        uint length = s_length;
        uint vectorLength = s_vectorLength;
        if (length > MessageLength || vectorLength > MessageLength || BpfDynptr.FromValue(from, length, out BpfDynptr source) != 0
            || BpfDynptr.FromValue(to, length, out BpfDynptr destination) != 0 || BpfDynptr.FromValue(start, vectorLength, out BpfDynptr vector) != 0)
        {
            return NotReady;
        }

        if (vectorLength == 0)
        {
            return encrypts ? BpfCipher.Encrypt(cipher, ref source, ref destination) : BpfCipher.Decrypt(cipher, ref source, ref destination);
        }

        return encrypts ? BpfCipher.Encrypt(cipher, ref source, ref destination, ref vector)
            : BpfCipher.Decrypt(cipher, ref source, ref destination, ref vector);
    }
}
