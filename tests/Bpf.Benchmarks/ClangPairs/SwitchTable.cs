namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class SwitchTable
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
        uint value = (uint)arguments.A;
        arguments.Result = (value & 15) switch
        {
            0 => 17,
            1 => arguments.B + 1,
            2 => arguments.B * 2,
            3 => arguments.B >> 3,
            4 or 5 => arguments.B & 4,
            6 => 600,
            > 9 and < 13 => arguments.B | 9,
            _ => arguments.B,
        };
        return 0;
    }
}
