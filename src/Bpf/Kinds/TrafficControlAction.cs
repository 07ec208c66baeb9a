namespace Bpf;

/// <summary>What becomes of a packet (<c>enum tcx_action_base</c>, include/uapi/linux/bpf.h; the same numbers as <c>TC_ACT_*</c>, linux/pkt_cls.h).</summary>
public enum TrafficControlAction
{
    /// <summary>Let the next program decide, and at the end go on (<c>TCX_NEXT</c>).</summary>
    Next = -1,

    /// <summary>Go on, without asking the programs behind (<c>TCX_PASS</c>).</summary>
    Pass = 0,

    /// <summary>Drop (<c>TCX_DROP</c>).</summary>
    Drop = 2,

    /// <summary>Send where a redirect helper said (<c>TCX_REDIRECT</c>).</summary>
    Redirect = 7,
}
