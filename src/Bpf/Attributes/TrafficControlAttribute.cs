namespace Bpf;

/// <summary>
/// A program that sees packets at a network device, in the direction the host specifies at attach (<c>BPF_PROG_TYPE_SCHED_CLS</c>, section <c>tc</c>;
/// attaching: kernel 6.6). The method returns a <see cref="TrafficControlAction"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TrafficControlAttribute : Attribute
{
    /// <summary>Whether the program is loaded and attached; true by default. If false, the host can still enable it between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
