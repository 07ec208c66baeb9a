namespace Bpf;

/// <summary>When a <see cref="LwtAttribute"/> program runs.</summary>
public enum LwtHook
{
    /// <summary>A packet has arrived, and the route was found for it, to deliver or to forward it.</summary>
    Input,

    /// <summary>A packet of this machine, or one that it forwards, takes the route.</summary>
    Output,

    /// <summary>A packet that takes the route is about to be sent; the program may change and redirect it.</summary>
    Transmit,

    /// <summary>A segment of IPv6 segment routing that ends here (<c>End.BPF</c>, kernel 4.18); the next segment is already the destination.</summary>
    Seg6Local,
}
