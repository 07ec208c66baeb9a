namespace Bpf.Runtime;

/// <summary>How to attach a program to a cgroup.</summary>
public sealed record CgroupAttachOptions
{
    /// <summary>Direction of the packets, for packet programs; null for that of the section.</summary>
    public TrafficDirection? Direction { get; init; }

    /// <summary>With or without a link.</summary>
    public CgroupAttachMode Mode { get; init; }

    /// <summary>Where it runs among the programs of the cgroup (kernel 6.17); null for after the others.</summary>
    public AttachOrder? Order { get; init; }

    /// <summary>
    /// Whether it runs before programs of cgroups below, instead of after them (<c>BPF_F_PREORDER</c>, kernel 6.15). By default the programs of the
    /// process's own cgroup run first, and those of the root last.
    /// </summary>
    public bool BeforeDescendants { get; init; }

    /// <summary>
    /// Whether other programs may be attached; other than <see cref="CgroupSharing.Multiple"/> only with <see cref="CgroupAttachMode.Direct"/>.
    /// </summary>
    public CgroupSharing Sharing { get; init; }
}
