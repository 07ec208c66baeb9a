namespace Bpf;

/// <summary>The flags of a TCP header (<c>TCPHDR_*</c>, include/net/tcp.h).</summary>
[Flags]
public enum TcpFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>FIN: the sender has no more data.</summary>
    Finish = 0x01,

    /// <summary>SYN: opens a connection.</summary>
    Synchronize = 0x02,

    /// <summary>RST: aborts the connection.</summary>
    Reset = 0x04,

    /// <summary>PSH: deliver the data now.</summary>
    Push = 0x08,

    /// <summary>ACK: the acknowledgment number is valid.</summary>
    Acknowledge = 0x10,

    /// <summary>URG: the urgent pointer is valid.</summary>
    Urgent = 0x20,

    /// <summary>ECE: the network reported congestion.</summary>
    CongestionEcho = 0x40,

    /// <summary>CWR: the sender reduced its congestion window.</summary>
    CongestionWindowReduced = 0x80,
}
