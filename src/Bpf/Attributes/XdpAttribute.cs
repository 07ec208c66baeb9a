namespace Bpf;

/// <summary>Sees packets before the network stack (<c>BPF_PROG_TYPE_XDP</c>, kernel 4.8); the method returns an <see cref="XdpAction"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XdpAttribute : Attribute
{

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
