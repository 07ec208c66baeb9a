namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class SignedMath
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
        long a = (long)arguments.A;
        int b = (int)arguments.B;
        long sum = a >> 3;
        sum += (sbyte)b;
        sum -= (short)(b * 7);
        sum += a < b ? a : b;
        sum ^= b < 0 ? -1L : 1L;
        arguments.Result = (ulong)(sum * 3);
        return 0;
    }
}
