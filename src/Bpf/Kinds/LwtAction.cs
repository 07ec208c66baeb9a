namespace Bpf;

/// <summary>Result of a <see cref="LwtAttribute"/> program (<c>enum bpf_ret_code</c>, include/uapi/linux/bpf.h).</summary>
public enum LwtAction
{
    /// <summary>Go on with the packet (<c>BPF_OK</c>).</summary>
    Ok = 0,

    /// <summary>Drop the packet (<c>BPF_DROP</c>).</summary>
    Drop = 2,

    /// <summary>
    /// The packet goes where the program has sent it (<c>BPF_REDIRECT</c>): by <c>bpf_redirect</c> at <see cref="LwtHook.Transmit"/>, by
    /// <c>bpf_lwt_seg6_action</c> at <see cref="LwtHook.Seg6Local"/>.
    /// </summary>
    Redirect = 7,

    /// <summary>
    /// The program has changed the headers: look for a route again (<c>BPF_LWT_REROUTE</c>, kernel 5.1). For <see cref="LwtHook.Input"/> and
    /// <see cref="LwtHook.Transmit"/>.
    /// </summary>
    Reroute = 128,
}
