namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class GreatestCommonDivisor
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
        ulong a = arguments.A;
        ulong b = arguments.B;
        for (int i = 0; i < 128 && b != 0; i++)
        {
            (a, b) = (b, a % b);
        }

        arguments.Result = a;
        return 0;
    }
}
