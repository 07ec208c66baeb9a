// mistake: a generic method returns the value of a lookup that may have failed
using Bpf;

[BpfObject(License = "GPL")]
public static class Generic
{
    [BpfMap(MaxEntries = 64)]
    static readonly BpfHashMap<int, long> Limits = new();

    static T Get<T>(BpfHashMap<int, T> map, int key) where T : unmanaged
    {
        map.TryGetRef(key, out BpfRef<T> value);
        return value.Value; //!!
    }

    [Uprobe("libc:read")]
    public static int OnRead(UprobeContext context, int descriptor) => (int)Get(Limits, descriptor); //!!
}
