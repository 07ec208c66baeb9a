using System.Runtime.InteropServices;

namespace Bpf.Runtime.Netlink;

/// <summary>An object as the kernel describes it: the struct of the message type, and attributes.</summary>
/// <param name="content">The message after its header.</param>
internal sealed class NetlinkReply(byte[] content)
{
    /// <summary>Attributes begin at multiples of it (NLA_ALIGNTO).</summary>
    public const int Alignment = 4;

    private const int HeaderLength = 4; // struct nlattr
    private const ushort TypeMask = 0x3FFF; // NLA_TYPE_MASK

    /// <summary>The struct of the message type.</summary>
    public TBody Body<TBody>()
        where TBody : unmanaged
        => MemoryMarshal.Read<TBody>(content);

    /// <summary>Returns the value of an attribute, or of one inside of others; empty when it is not there.</summary>
    /// <typeparam name="TBody">The struct of the message type.</typeparam>
    /// <param name="path">Types of the attributes, outermost first.</param>
    public unsafe ReadOnlySpan<byte> Find<TBody>(params ReadOnlySpan<ushort> path)
        where TBody : unmanaged
    {
        ReadOnlySpan<byte> attributes = content.AsSpan(sizeof(TBody));
        foreach (ushort type in path)
        {
            attributes = FindIn(attributes, type);
        }

        return attributes;
    }

    /// <summary>Returns an attribute as a number; 0 when it is not there.</summary>
    /// <inheritdoc cref="Find{TBody}"/>
    public uint Number<TBody>(params ReadOnlySpan<ushort> path)
        where TBody : unmanaged
        => MemoryMarshal.TryRead(Find<TBody>(path), out uint value) ? value : 0;

    /// <summary>Returns the value of an attribute; empty when it is not there.</summary>
    public static ReadOnlySpan<byte> FindIn(ReadOnlySpan<byte> attributes, ushort type)
    {
        while (attributes.Length >= HeaderLength)
        {
            int length = MemoryMarshal.Read<ushort>(attributes);
            if (length < HeaderLength || length > attributes.Length)
            {
                break;
            }

            if ((MemoryMarshal.Read<ushort>(attributes[2..]) & TypeMask) == type)
            {
                return attributes[HeaderLength..length];
            }

            attributes = attributes[Math.Min((length + Alignment - 1) & -Alignment, attributes.Length)..];
        }

        return [];
    }
}
