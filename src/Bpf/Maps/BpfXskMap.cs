namespace Bpf;

/// <summary>AF_XDP sockets by index, usually that of the receive queue (<c>BPF_MAP_TYPE_XSKMAP</c>, kernel 4.18).</summary>
/// <remarks>The host stores the sockets. A packet reaches only a socket that is bound to the device and queue that received it.</remarks>
public sealed unsafe class BpfXskMap : BpfMapDeclaration
{
    /// <summary>Redirects the packet to an AF_XDP socket (<c>bpf_redirect_map</c>).</summary>
    /// <param name="key">Index in the map.</param>
    /// <param name="otherwise">The verdict when there is none; up to <see cref="XdpAction.Transmit"/>.</param>
    /// <returns>The verdict to return.</returns>
    [BpfCalls("bpf_redirect_map")]
    public XdpAction Redirect(uint key, XdpAction otherwise = XdpAction.Aborted) => (XdpAction)BpfHelpers.RedirectMap(this, key, (ulong)otherwise);
}
