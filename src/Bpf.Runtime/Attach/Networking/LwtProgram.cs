using System.Net.Sockets;
using Bpf.Objects.Description;
using Bpf.Runtime.Attach.Routes;
using Bpf.Runtime.Programs;

namespace Bpf.Runtime;

/// <summary>
/// A program of a lightweight tunnel, for the packets of a route (sections <c>lwt_in</c>, <c>lwt_out</c>, <c>lwt_xmit</c>, kernel 4.10, and
/// <c>lwt_seg6local</c>, 4.18).
/// </summary>
public sealed class LwtProgram : BpfProgram
{
    private const ushort MostHeadroom = 256; // LWT_BPF_MAX_HEADROOM, linux/lwtunnel.h

    internal LwtProgram(IProgramOwner owner, ProgramDefinition definition)
        : base(owner, definition)
    {
    }

    /// <summary>
    /// Makes a route in the network namespace of the calling thread whose packets meet the program. The kernel has no link for it: the route stays if the
    /// process ends without detaching, until somebody removes it (<c>ip route del</c>) or the device goes away.
    /// </summary>
    /// <param name="route">The route, which must not exist.</param>
    /// <returns>
    /// The link, which is also in <see cref="BpfProgram.Link"/> and closed with the object. Detaching removes the route, from any thread; until then the
    /// network namespace stays alive.
    /// </returns>
    /// <exception cref="ArgumentException">The gateway is of another family than the destination, or the destination of a segment is not IPv6.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More than 256 bytes of headroom, or headroom for another hook than <c>lwt_xmit</c>.</exception>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="BpfException">
    /// There is no such device (ENODEV), the route exists (EEXIST), the gateway cannot be reached (ENETUNREACH), or the kernel refused for another reason.
    /// </exception>
    public Link Attach(LwtRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentException.ThrowIfNullOrEmpty(route.Device);
        AddressFamily family = route.Destination.BaseAddress.AddressFamily;
        if (route.Gateway is { } gateway && gateway.AddressFamily != family)
        {
            throw new ArgumentException("The gateway must be of the same family as the destination.", nameof(route));
        }

        if (Type == ProgramType.LwtSeg6Local && family != AddressFamily.InterNetworkV6)
        {
            throw new ArgumentException("Segments have IPv6 addresses.", nameof(route));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(route.Headroom, Type == ProgramType.LwtTransmit ? MostHeadroom : (ushort)0, nameof(route));
        return Adopt(RouteAttachment.Attach(this, route, Definition.Kind!.Name));
    }
}
