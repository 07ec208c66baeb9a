// mistake: none: true lets a packet of a cgroup pass
using Bpf;

[BpfObject(License = "GPL")]
public static class Incoming
{
    [CgroupSkbIngress]
    public static bool OnPacket(CgroupSkbContext context) => context.Length < 1500;
}
