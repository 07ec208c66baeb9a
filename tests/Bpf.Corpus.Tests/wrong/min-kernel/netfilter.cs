// mistake: netfilter programs need Linux 6.4
// props: BpfMinKernel=6.1
// shows: needs 6.4
using Bpf;

[BpfObject(License = "GPL")]
public static class Hook
{
    [Netfilter(Hook = NetfilterHook.LocalIn)] //!!
    public static NetfilterVerdict OnPacket(NetfilterContext context) => NetfilterVerdict.Accept; //!!
}
