// mistake: none: the source address where a message is sent
using Bpf;

[BpfObject(License = "GPL")]
public static class Source
{
    static uint s_source;

    [CgroupSocketAddress(CgroupSocketAddressHook.SendMessage4)]
    public static bool OnSend(CgroupSocketAddressContext context)
    {
        s_source = context.SourceAddress4.Value;
        return true;
    }
}
