namespace Bpf;

/// <summary>
/// Sees packets at a network device, in the direction that the host gives when it attaches (<c>BPF_PROG_TYPE_SCHED_CLS</c>, section <c>tc</c>; attaching:
/// kernel 6.6);
/// the method returns a <see cref="TrafficControlAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TrafficControlAttribute : Attribute
{
    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
