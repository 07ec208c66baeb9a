namespace Bpf;

/// <summary>
/// A program that sees what a device of a netkit pair sends (<c>BPF_PROG_TYPE_SCHED_CLS</c>, kernel 6.7). It attaches to the primary device of the pair. The
/// method takes a <see cref="TrafficControlContext"/> and returns a <see cref="TrafficControlAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetkitAttribute : Attribute
{
    /// <summary>Creates a program for <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">The device of the pair that sends the packets.</param>
    public NetkitAttribute(NetkitEndpoint endpoint) => Endpoint = endpoint;

    /// <summary>The device of the pair that sends the packets.</summary>
    public NetkitEndpoint Endpoint { get; }

    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
