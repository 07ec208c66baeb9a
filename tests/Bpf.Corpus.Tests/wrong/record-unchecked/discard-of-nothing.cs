// mistake: Discard on the path where nothing was reserved
using Bpf;

[BpfObject(License = "GPL")]
public static class Links
{
    public struct Link { public ulong Path; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Link> Events = new();

    [Uprobe("libc:unlink")]
    public static int OnUnlink(UprobeContext context, ulong path)
    {
        if (!Events.TryReserve(out BpfRef<Link> link))
        {
            Events.Discard(link); //!!
            return 0;
        }

        link.Value.Path = path;
        Events.Submit(link);
        return 0;
    }
}
