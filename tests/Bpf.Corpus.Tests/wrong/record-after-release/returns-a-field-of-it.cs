// mistake: the return value is read from a record that is already gone
using Bpf;

[BpfObject(License = "GPL")]
public static class Sockets
{
    public struct Opened { public int Family; public int Type; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Opened> Events = new();

    static void Done(BpfRef<Opened> opened) => Events.Submit(opened);

    [Uprobe("libc:socket")]
    public static int OnSocket(UprobeContext context, int family, int type)
    {
        if (!Events.TryReserve(out BpfRef<Opened> opened))
            return 0;
        opened.Value = new Opened { Family = family, Type = type };
        Done(opened);
        return opened.Value.Family; //!!
    }
}
