// mistake: none: the padding is a field
using Bpf;

[BpfObject(License = "GPL")]
public static class Padded
{
    public struct Key { public byte Kind; public byte Reserved0; public ushort Reserved1; public uint Id; }

    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<Key, int> Values = new();

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, uint descriptor)
        => Values.TryGetValue(new Key { Kind = 1, Id = descriptor }, out int value) ? value : 0;
}
