namespace Bpf;

/// <summary>Result of a <see cref="FlowDissectorAttribute"/> program (<c>enum bpf_ret_code</c>, include/uapi/linux/bpf.h).</summary>
public enum FlowDissectorAction
{
    /// <summary>The program has dissected the packet (<c>BPF_OK</c>).</summary>
    Ok = 0,

    /// <summary>The packet cannot be dissected (<c>BPF_DROP</c>); it is not dropped.</summary>
    Drop = 2,

    /// <summary>Let the kernel's own dissector do it (<c>BPF_FLOW_DISSECTOR_CONTINUE</c>, kernel 6.1).</summary>
    Continue = 129,
}
