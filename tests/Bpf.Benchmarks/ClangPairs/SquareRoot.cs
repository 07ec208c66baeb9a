namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class SquareRoot
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
        ulong value = arguments.A;
        ulong root = 0;
        for (int shift = 62; shift >= 0; shift -= 2)
        {
            ulong bit = 1UL << shift;
            if (value >= root + bit)
            {
                value -= root + bit;
                root = (root >> 1) + bit;
            }
            else
            {
                root >>= 1;
            }
        }

        arguments.Result = root;
        return 0;
    }
}
