// mistake: a map in a local variable that depends on a condition
using Bpf;

[BpfObject(License = "GPL")]
public static class Choice
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, ulong> Small = new();

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, ulong> Large = new();

    [Uprobe("libc:write")]
    public static int OnWrite(UprobeContext context, int descriptor, nuint data, ulong length)
    {
        BpfHashMap<int, ulong> map = null!; //!!
        if (length > 4096)
            map = Large;
        map.Update(descriptor, length); //!!
        return 0;
    }
}
