namespace Bpf;

/// <summary>The header of a DNS message, 12 bytes; RFC 1035. Numbers are in host byte order. The questions and answers follow.</summary>
public struct DnsHeader
{
    private const ushort Response = 0x8000;
    private const ushort Truncated = 0x0200;

    private ushort _id;
    private ushort _flags;
    private ushort _questions;
    private ushort _answers;
    private ushort _authorities;
    private ushort _additional;

    /// <summary>What a query and its response have in common.</summary>
    public readonly ushort Id => NetworkOrder.Swap(_id);

    /// <summary>False for a query.</summary>
    public readonly bool IsResponse => (_flags & NetworkOrder.Swap(Response)) != 0;

    /// <summary>True if the message did not fit.</summary>
    public readonly bool IsTruncated => (_flags & NetworkOrder.Swap(Truncated)) != 0;

    /// <summary>Kind of query: 0 for a standard query.</summary>
    public readonly byte OperationCode => (byte)(NetworkOrder.Swap(_flags) >> 11 & 0xF);

    /// <summary>Result of a query: 0 without error, 3 if the name does not exist.</summary>
    public readonly byte ResponseCode => (byte)(NetworkOrder.Swap(_flags) & 0xF);

    /// <summary>Number of questions.</summary>
    public readonly ushort QuestionCount => NetworkOrder.Swap(_questions);

    /// <summary>Number of answers.</summary>
    public readonly ushort AnswerCount => NetworkOrder.Swap(_answers);

    /// <summary>Number of records about authoritative servers.</summary>
    public readonly ushort AuthorityCount => NetworkOrder.Swap(_authorities);

    /// <summary>Number of additional records.</summary>
    public readonly ushort AdditionalCount => NetworkOrder.Swap(_additional);
}
