namespace Bpf;

/// <summary>On which side of a socket redirected data arrives.</summary>
public enum SocketRedirect : ulong
{
    /// <summary>The socket sends it, as if its owner had written it.</summary>
    Send = 0,

    /// <summary>The owner of the socket reads it, as if it had come from the network (<c>BPF_F_INGRESS</c>, include/uapi/linux/bpf.h).</summary>
    Receive = 1,
}
