// mistake: a ref local to a field is written after the record was discarded
using Bpf;

[BpfObject(License = "GPL")]
public static class Sizes
{
    public struct Size { public ulong Bytes; public ulong Time; }

    [BpfMap(ByteSize = 4096)]
    static readonly BpfRingBuffer<Size> Events = new();

    [Uprobe("libc:malloc")]
    public static int OnMalloc(UprobeContext context, ulong bytes)
    {
        if (!Events.TryReserve(out BpfRef<Size> size))
            return 0;
        ref ulong time = ref size.Value.Time;
        size.Value.Bytes = bytes;
        if (bytes < 4096)
            Events.Discard(size);
        else
            Events.Submit(size);
        time = BpfHelpers.MonotonicNanoseconds; //!!
        return 0;
    }
}
