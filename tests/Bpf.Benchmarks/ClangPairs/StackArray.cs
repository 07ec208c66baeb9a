namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class StackArray
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
        Span<ulong> values = stackalloc ulong[8];
        ulong seed = arguments.A;
        for (int i = 0; i < 8; i++)
        {
            values[i] = seed;
            seed = (seed * 6364136223846793005) + 1442695040888963407;
        }

        ulong largest = 0;
        for (int i = 0; i < 8; i++)
        {
            if (values[i] > largest)
            {
                largest = values[i];
            }
        }

        arguments.Result = largest ^ values[(int)(arguments.B & 7)];
        return 0;
    }
}
