namespace Bpf;

/// <summary>CPUs by number, to which XDP programs redirect packets (<c>BPF_MAP_TYPE_CPUMAP</c>, kernel 4.15; 5.9 with programs).</summary>
/// <remarks>The host enables the CPUs, each with an <see cref="XdpCpumapAttribute"/> program if it likes.</remarks>
public sealed unsafe class BpfCpuMap : BpfMapDeclaration
{
    /// <summary>Redirects the packet to a CPU, which builds the socket buffer and runs the network stack for it (<c>bpf_redirect_map</c>).</summary>
    /// <param name="key">Index in the map.</param>
    /// <param name="otherwise">The verdict when there is none; up to <see cref="XdpAction.Transmit"/>.</param>
    /// <returns>The verdict to return.</returns>
    [BpfCalls("bpf_redirect_map")]
    public XdpAction Redirect(uint key, XdpAction otherwise = XdpAction.Aborted) => (XdpAction)BpfHelpers.RedirectMap(this, key, (ulong)otherwise);
}
