// mistake: cgroup programs for received packets return 0 or 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Incoming
{
    const int Allow = 1, AllowAndNotify = 3;

    [CgroupSkbIngress]
    public static int OnPacket(CgroupSkbContext context)
        => context.Length < 1500 ? Allow : AllowAndNotify; //!!
}
