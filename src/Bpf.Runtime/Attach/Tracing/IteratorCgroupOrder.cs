namespace Bpf.Runtime;

/// <summary>The cgroups that an iterator visits, and their order (<c>enum bpf_cgroup_iter_order</c>, include/uapi/linux/bpf.h).</summary>
public enum IteratorCgroupOrder
{
    /// <summary>Only the cgroup itself (<c>BPF_CGROUP_ITER_SELF_ONLY</c>).</summary>
    SelfOnly = 1,

    /// <summary>The cgroup and its descendants, parents first (<c>BPF_CGROUP_ITER_DESCENDANTS_PRE</c>).</summary>
    DescendantsParentsFirst = 2,

    /// <summary>The cgroup and its descendants, children first (<c>BPF_CGROUP_ITER_DESCENDANTS_POST</c>).</summary>
    DescendantsChildrenFirst = 3,

    /// <summary>The cgroup and its ancestors (<c>BPF_CGROUP_ITER_ANCESTORS_UP</c>).</summary>
    Ancestors = 4,
}
