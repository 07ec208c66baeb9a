using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class DecimalUnsigned
{
    [InlineArray(64)]
    public struct Text
    {
        private byte _first;
    }

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Text text = default;
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        ulong value = 0;
        int digits = 0;
        foreach (byte c in text)
        {
            if (c < '0' || c > '9')
            {
                break;
            }

            value = (value * 10) + c - '0';
            if (++digits == 20)
            {
                break;
            }
        }

        return digits == 0 ? -2 : (int)(value % 1000003);
    }
}
