namespace Bpf;

/// <summary>The type of an ICMP message (<c>ICMP_*</c>, include/uapi/linux/icmp.h).</summary>
public enum IcmpType : byte
{
    /// <summary>Answer to a ping (<c>ICMP_ECHOREPLY</c>).</summary>
    EchoReply = 0,

    /// <summary>The packet cannot be delivered (<c>ICMP_DEST_UNREACH</c>).</summary>
    DestinationUnreachable = 3,

    /// <summary>Use another router (<c>ICMP_REDIRECT</c>).</summary>
    Redirect = 5,

    /// <summary>Ping (<c>ICMP_ECHO</c>).</summary>
    Echo = 8,

    /// <summary>The time to live ended (<c>ICMP_TIME_EXCEEDED</c>).</summary>
    TimeExceeded = 11,

    /// <summary>A header is wrong (<c>ICMP_PARAMETERPROB</c>).</summary>
    ParameterProblem = 12,
}
