namespace Bpf;

/// <summary>What happens to a packet, message or connection at a socket (<c>enum sk_action</c>, include/uapi/linux/bpf.h).</summary>
public enum SkAction
{
    /// <summary>Drop it (<c>SK_DROP</c>).</summary>
    Drop = 0,

    /// <summary>Let it pass, to the selected socket if the program selected one (<c>SK_PASS</c>).</summary>
    Pass = 1,
}
