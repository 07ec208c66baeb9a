using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.ClangPairs;

[BpfObject(License = "GPL")]
public static class Crc32
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
        uint crc = ~(uint)arguments.A;
        ulong data = arguments.B;
        for (int i = 0; i < 8; i++)
        {
            crc = Step(crc ^ (byte)data);
            data >>= 8;
        }

        arguments.Result = ~crc;
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static uint Step(uint crc)
    {
        for (int i = 0; i < 8; i++)
        {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }

        return crc;
    }

}
