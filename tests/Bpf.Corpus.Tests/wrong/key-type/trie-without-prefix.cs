// mistake: the key of a prefix trie begins with the prefix length
// runs: OnPacket(00)
// shows: result is 2, meant 1
using Bpf;

[BpfObject(License = "GPL")]
public static class Routes
{
    public struct Address { public uint Ip; public uint PrefixLength; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfLpmTrie<Address, uint> Table = new(); //!!

    [Xdp]
    public static XdpAction OnPacket(XdpContext context)
        => Table.TryGetValue(new Address { Ip = 0x0100007F, PrefixLength = 32 }, out uint drop) && drop == 1 ? XdpAction.Drop : XdpAction.Pass;
}
