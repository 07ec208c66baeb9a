namespace Bpf;

/// <summary>When a <see cref="CgroupSocketOptionAttribute"/> program runs.</summary>
public enum CgroupSocketOptionHook
{
    /// <summary>
    /// After the kernel has read an option for <c>getsockopt</c> (<c>BPF_CGROUP_GETSOCKOPT</c>, kernel 5.3). The program sees and may change the value and what
    /// the call returns.
    /// </summary>
    Get,

    /// <summary>
    /// Before the kernel sets an option for <c>setsockopt</c> (<c>BPF_CGROUP_SETSOCKOPT</c>, kernel 5.3). The program may change level, name and value.
    /// </summary>
    Set,
}
