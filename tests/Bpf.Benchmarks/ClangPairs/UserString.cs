namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static unsafe class UserString
{
    public struct Opened
    {
        public int ProcessId;
        public int Length;
        public fixed byte Path[128];
    }

    [BpfMap(ByteSize = 262144)]
    static readonly BpfRingBuffer<Opened> Events = new();

    [Uprobe]
    public static int OnOpen(UprobeContext context, byte* path)
    {
        if (!Events.TryReserve(out BpfRef<Opened> record))
        {
            return 0;
        }

        record.Value.ProcessId = BpfHelpers.CurrentProcessId;
        fixed (byte* buffer = record.Value.Path)
        {
            long length = BpfHelpers.ProbeReadUserStr(buffer, 128, path);
            if (length < 0)
            {
                Events.Discard(record);
                return 0;
            }

            record.Value.Length = (int)length;
        }

        Events.Submit(record);
        return 0;
    }
}
