namespace Bpf;

/// <summary>
/// Sees packets that go out at a network device, behind the network stack (<c>BPF_PROG_TYPE_SCHED_CLS</c>, section <c>tcx/egress</c>; attaching: kernel 6.6);
/// the method returns a <see cref="TrafficControlAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TcxEgressAttribute : Attribute
{
    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
