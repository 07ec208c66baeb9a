namespace Bpf;

/// <summary>
/// For which further events of a connection a <see cref="SockOpsAttribute"/> program runs (<c>BPF_SOCK_OPS_*_CB_FLAG</c>, include/uapi/linux/bpf.h); set by
/// <see cref="SockOpsContext.SetCallbacks"/>.
/// </summary>
[Flags]
public enum SockOpsCallbacks : uint
{
    /// <summary>Only the events without a flag.</summary>
    None = 0,

    /// <summary><see cref="SockOpsOperation.RetransmissionTimeout"/> (kernel 4.16).</summary>
    RetransmissionTimeout = 1,

    /// <summary><see cref="SockOpsOperation.Retransmission"/> (kernel 4.16).</summary>
    Retransmission = 2,

    /// <summary><see cref="SockOpsOperation.StateChange"/> (kernel 4.16).</summary>
    StateChange = 4,

    /// <summary><see cref="SockOpsOperation.RoundTrip"/> (kernel 5.3).</summary>
    RoundTrip = 8,

    /// <summary><see cref="SockOpsOperation.ParseHeaderOptions"/> for all received packets (kernel 5.10).</summary>
    ParseAllHeaderOptions = 16,

    /// <summary><see cref="SockOpsOperation.ParseHeaderOptions"/> for packets with options that the kernel does not know (kernel 5.10).</summary>
    ParseUnknownHeaderOptions = 32,

    /// <summary><see cref="SockOpsOperation.HeaderOptionLength"/> and <see cref="SockOpsOperation.WriteHeaderOptions"/> (kernel 5.10).</summary>
    WriteHeaderOptions = 64,
}
