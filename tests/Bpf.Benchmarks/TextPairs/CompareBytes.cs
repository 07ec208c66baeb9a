using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class CompareBytes
{
    [InlineArray(64)]
    public struct Text
    {
        private byte _first;
    }

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Text a = default, b = default;
        if (!BpfHelpers.TryReadUser(context.Argument(0), a) || !BpfHelpers.TryReadUser(context.Argument(1), b))
        {
            return -1;
        }

        for (int i = 0; i < 64; i++)
        {
            int difference = a[i] - b[i];
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }
}
