namespace Bpf;

/// <summary>
/// A program that sees packets leaving a network device, after the network stack (<c>BPF_PROG_TYPE_SCHED_CLS</c>, section <c>tcx/egress</c>;
/// attaching: kernel 6.6). The method returns a <see cref="TrafficControlAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TcxEgressAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
