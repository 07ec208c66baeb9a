// mistake: the enumerator is spelled differently
using Bpf;

[KernelEnum("bpf_map_type")]
public enum Kinds { [KernelName("BPF_MAP_TYPE_RING_BUF")] Ring = 27 }

[BpfObject(License = "GPL")]
public static class Numbers
{
    static ulong s_ring;

    [Uprobe("libc:fork")]
    public static int OnFork(UprobeContext context)
    {
        s_ring = Core.EnumValue(Kinds.Ring); //!!
        return 0;
    }
}
