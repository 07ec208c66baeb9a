// mistake: only a byte of the packet ends the loop
using Bpf;

[BpfObject(License = "GPL")]
public static class Labels
{
    [SocketFilter]
    public static int OnPacket(SocketFilterContext context)
    {
        uint at = 42;
        do //!!
        {
            if (!context.TryRead(at, out byte length))
                return 0;
            if (length == 0)
                return (int)context.Length;
            at += length;
        }
        while (true);
    }
}
