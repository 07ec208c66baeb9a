using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Links;

/// <summary>What the kernel says about a BPF link.</summary>
internal readonly unsafe struct LinkInfo
{
    // struct bpf_link_info up to the first fields of its union, include/uapi/linux/bpf.h
    private const int Size = 24;
    private const int IdOffset = 4;
    private const int TargetOffset = 16;

    private LinkInfo(LinkType type, uint id, ulong target)
    {
        Type = type;
        Id = id;
        Target = target;
    }

    // enum bpf_link_type, those whose target can go away before the link
    private enum LinkType
    {
        Cgroup = 3,
        NetworkNamespace = 5,
        Xdp = 6,
        StructOps = 9,
        Tcx = 11,
        Netkit = 13,
        SocketMap = 14,
    }

    /// <summary>Number of the link.</summary>
    public uint Id { get; }

    /// <summary>
    /// False when what the link was attached to is gone: the cgroup, device, network namespace or map is removed, or the kernel has ejected the struct_ops.
    /// </summary>
    public bool HasTarget => Type switch
    {
        LinkType.Cgroup => Target != 0, // cgroup.cgroup_id
        LinkType.NetworkNamespace or LinkType.Xdp or LinkType.StructOps or LinkType.Tcx or LinkType.Netkit or LinkType.SocketMap
            => (uint)Target != 0, // netns.netns_ino, xdp.ifindex, struct_ops.map_id, tcx.ifindex, netkit.ifindex, sockmap.map_id
        _ => true,
    };

    private LinkType Type { get; }

    private ulong Target { get; }

    /// <summary>Runs BPF_OBJ_GET_INFO_BY_FD (kernel 5.8); null when the kernel does not answer.</summary>
    public static LinkInfo? Read(BpfHandle link)
    {
        byte* info = stackalloc byte[Size];
        ObjectInfoAttribute attribute = new() { Fd = (uint)link.Descriptor, InfoLength = Size, Info = (ulong)info };
        return BpfCall.Run(BpfCommand.ObjectGetInfoByFd, ref attribute) == Errno.None
            ? new LinkInfo((LinkType)(*(uint*)info), *(uint*)(info + IdOffset), *(ulong*)(info + TargetOffset)) : null;
    }

    /// <summary>Returns true while the link is open and its target there.</summary>
    public static bool IsAlive(BpfHandle link)
    {
        try
        {
            return !link.IsClosed && Read(link) is not { HasTarget: false };
        }
        catch (ObjectDisposedException)
        {
            return false; // another thread has closed it
        }
    }
}
