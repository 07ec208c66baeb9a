namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class XorShift
{
    public struct Arguments
    {
        public ulong A;
        public ulong B;
        public ulong Result;
    }

    [SyscallProgram]
    public static int Run(ref Arguments arguments)
    {
        ulong state = arguments.A | 1;
        ulong sum = 0;
        for (ulong i = 0; i < (arguments.B & 63); i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            sum += state;
        }

        arguments.Result = sum;
        return 0;
    }
}
