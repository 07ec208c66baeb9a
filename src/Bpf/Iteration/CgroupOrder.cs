namespace Bpf;

/// <summary>Which cgroups <c>KernelIterators.Cgroups</c> visits, and in which order.</summary>
public enum CgroupOrder : uint
{
    /// <summary>The cgroup and everything below it, parents first (<c>BPF_CGROUP_ITER_DESCENDANTS_PRE</c>).</summary>
    ParentsFirst = 2,

    /// <summary>The cgroup and everything below it, children first (<c>BPF_CGROUP_ITER_DESCENDANTS_POST</c>).</summary>
    ChildrenFirst = 3,

    /// <summary>The cgroup and its ancestors up to the root (<c>BPF_CGROUP_ITER_ANCESTORS_UP</c>).</summary>
    Ancestors = 4,
}
