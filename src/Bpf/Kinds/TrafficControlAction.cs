namespace Bpf;

/// <summary>
/// Action to take on a packet (<c>enum tcx_action_base</c>, include/uapi/linux/bpf.h; the same numbers as <c>TC_ACT_*</c>, linux/pkt_cls.h).
/// </summary>
public enum TrafficControlAction
{
    /// <summary>Let the next program decide; after the last one, continue (<c>TCX_NEXT</c>).</summary>
    Next = -1,

    /// <summary>Continue without running later programs (<c>TCX_PASS</c>).</summary>
    Pass = 0,

    /// <summary>Drop the packet (<c>TCX_DROP</c>).</summary>
    Drop = 2,

    /// <summary>Send the packet where a redirect helper specified (<c>TCX_REDIRECT</c>).</summary>
    Redirect = 7,
}
