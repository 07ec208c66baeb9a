// mistake: the source address is known only when a message is sent
using Bpf;

[BpfObject(License = "GPL")]
public static class Source
{
    static uint s_source;

    [CgroupSocketAddress(CgroupSocketAddressHook.Bind4)]
    public static bool OnBind(CgroupSocketAddressContext context)
    {
        s_source = context.SourceAddress4.Value; //!!
        return true;
    }
}
