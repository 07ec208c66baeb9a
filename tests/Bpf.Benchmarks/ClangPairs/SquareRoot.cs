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
        ulong value = (uint)arguments.A;
        ulong root = value | 1;
        for (int i = 0; i < 24; i++)
        {
            ulong next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                break;
            }

            root = next;
        }

        arguments.Result = root;
        return 0;
    }
}
