namespace Bpf.Runtime;

/// <summary>Whether other programs may be attached for the same processes; only without a link, because links always allow it.</summary>
public enum CgroupSharing
{
    /// <summary>Other programs may be attached to the cgroup and to those below it, and all run (<c>BPF_F_ALLOW_MULTI</c>).</summary>
    Multiple,

    /// <summary>
    /// It is the only program of the cgroup; a cgroup below may have another, which then runs instead (<c>BPF_F_ALLOW_OVERRIDE</c>).
    /// </summary>
    Override,

    /// <summary>It is the only program of the cgroup and of all below it.</summary>
    Exclusive,
}
