namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class SixArguments
{
    public struct Call
    {
        public long A;
        public uint B;
        public short C;
        public byte D;
        public ulong E;
        public long F;
    }

    [BpfMap(ByteSize = 65536)]
    static readonly BpfRingBuffer<Call> Calls = new();

    [Uprobe]
    public static int OnCall(UprobeContext context, long a, uint b, short c, byte d, ulong e, long f)
    {
        if (Calls.TryReserve(out BpfRef<Call> call))
        {
            call.Value.A = a;
            call.Value.B = b;
            call.Value.C = c;
            call.Value.D = d;
            call.Value.E = e;
            call.Value.F = f;
            Calls.Submit(call);
        }

        return 0;
    }
}
