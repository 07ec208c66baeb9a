using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects;

/// <summary>Which row of <see cref="FeatureVersions"/> an attach type came with.</summary>
internal static class AttachTypeFeature
{
    /// <summary>Returns the key of the row; null for attach types that are as old as their program type.</summary>
    /// <param name="type">The attach type with which a program is loaded.</param>
    /// <param name="flags">Its load flags.</param>
    public static string? KeyOf(AttachType type, ProgramFlags flags) => type switch
    {
        AttachType.TraceUprobeMulti => "uprobe.multi",
        AttachType.TraceUprobeSession => "uprobe.session",
        AttachType.TraceKprobeMulti => "kprobe.multi",
        AttachType.TraceKprobeSession => "kprobe.session",
        AttachType.TraceFunctionSession => "fsession",
        AttachType.LsmCgroup => "lsm_cgroup",
        _ when (flags & ProgramFlags.XdpHasFragments) != 0 => "xdp.frags",
        AttachType.XdpDeviceMap => "xdp/devmap",
        AttachType.XdpCpuMap => "xdp/cpumap",
        AttachType.SocketSkbVerdict => "sk_skb/verdict",
        AttachType.SocketReuseportSelectOrMigrate => "sk_reuseport/migrate",
        AttachType.TcxIngress => "tcx/ingress",
        AttachType.TcxEgress => "tcx/egress",
        AttachType.NetkitPrimary or AttachType.NetkitPeer => "netkit",
        >= AttachType.CgroupUnixConnect and <= AttachType.CgroupUnixGetSocketName => "cgroup/connect_unix",
        AttachType.CgroupInetSocketRelease => "cgroup/sock_release",
        AttachType.CgroupInet4PostBind or AttachType.CgroupInet6PostBind => "cgroup/post_bind4",
        AttachType.CgroupUdp4SendMessage or AttachType.CgroupUdp6SendMessage => "cgroup/sendmsg4",
        AttachType.CgroupUdp4ReceiveMessage or AttachType.CgroupUdp6ReceiveMessage => "cgroup/recvmsg4",
        >= AttachType.CgroupInet4GetPeerName and <= AttachType.CgroupInet6GetSocketName => "cgroup/getpeername4",
        _ => null,
    };
}
