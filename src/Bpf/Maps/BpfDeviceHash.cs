namespace Bpf;

/// <summary>Network devices by key, to which XDP programs redirect packets (<c>BPF_MAP_TYPE_DEVMAP_HASH</c>, kernel 5.4; 5.8 with programs).</summary>
/// <remarks>
/// The host stores the devices, each with an <see cref="XdpDevmapAttribute"/> program if it likes. Interface indexes are useful keys: a map with few
/// entries covers all of them.
/// </remarks>
public sealed unsafe class BpfDeviceHash : BpfMapDeclaration
{
    /// <summary>Redirects the packet to a device (<c>bpf_redirect_map</c>).</summary>
    /// <param name="key">Key of the device.</param>
    /// <param name="otherwise">The verdict when there is none; up to <see cref="XdpAction.Transmit"/>.</param>
    /// <returns>The verdict to return.</returns>
    [BpfCalls("bpf_redirect_map")]
    public XdpAction Redirect(uint key, XdpAction otherwise = XdpAction.Aborted) => (XdpAction)BpfHelpers.RedirectMap(this, key, (ulong)otherwise);

    /// <summary>Redirects copies of the packet to all devices of the map (<c>BPF_F_BROADCAST</c>, kernel 5.14).</summary>
    /// <param name="excludeIngress">Whether to leave out the device that received the packet (<c>BPF_F_EXCLUDE_INGRESS</c>).</param>
    /// <returns>The verdict to return.</returns>
    [BpfCalls("bpf_redirect_map")]
    public XdpAction Broadcast(bool excludeIngress = false) => (XdpAction)BpfHelpers.RedirectMap(this, 0, excludeIngress ? 0x18UL : 0x8UL);
}
