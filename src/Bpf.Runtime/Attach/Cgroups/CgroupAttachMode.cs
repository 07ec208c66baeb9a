namespace Bpf.Runtime;

/// <summary>How a program is attached to a cgroup.</summary>
public enum CgroupAttachMode
{
    /// <summary>Through a link; without one on kernels without such links (before 5.7).</summary>
    Automatic,

    /// <summary>Through a link: the kernel detaches the program when the link is closed, also because the process ends.</summary>
    Link,

    /// <summary>
    /// Without a link (<c>BPF_PROG_ATTACH</c>). The program is detached when the <see cref="Bpf.Runtime.Link"/> is, but stays attached if the process ends
    /// without that, until the cgroup is removed or somebody detaches it (<c>bpftool cgroup detach</c>).
    /// </summary>
    Direct,
}
