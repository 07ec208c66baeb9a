namespace Bpf;

/// <summary>
/// A program that finds addresses and ports in packets for the kernel, which hashes flows by them (<c>BPF_PROG_TYPE_FLOW_DISSECTOR</c>, kernel 4.20;
/// attaching: 5.8). It attaches to a network namespace. The method takes a <see cref="FlowDissectorContext"/>, fills in its
/// <see cref="FlowDissectorContext.Keys"/> and returns a <see cref="FlowDissectorAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FlowDissectorAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
