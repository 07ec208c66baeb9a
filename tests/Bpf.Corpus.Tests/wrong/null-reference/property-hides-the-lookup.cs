// mistake: a property returns the reference of a lookup that may have failed
using Bpf;

[BpfObject(License = "GPL")]
public static class Settings
{
    public struct Options { public uint Limit; public uint Verbose; }

    [BpfMap(MaxEntries = 8)]
    static readonly BpfHashMap<uint, Options> Table = new();

    static BpfRef<Options> Current
    {
        get
        {
            Table.TryGetRef(BpfHelpers.CurrentUserId, out BpfRef<Options> options);
            return options;
        }
    }

    static uint s_dropped;

    [Uprobe("libc:send")]
    public static int OnSend(UprobeContext context, int socket, nuint data, nuint length)
    {
        if (length > Current.Value.Limit) //!!
            s_dropped++;
        return 0;
    }
}
