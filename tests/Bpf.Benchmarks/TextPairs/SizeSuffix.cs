using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class SizeSuffix
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
        int end = 0;
        for (; end < 12; end++)
        {
            byte c = text[end];
            if (c is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            value = (value * 10) + (ulong)(c - '0');
        }

        value = (text[end] | 0x20) switch
        {
            'k' => value << 10,
            'm' => value << 20,
            'g' => value << 30,
            _ => value,
        };
        return (int)(value % 1000003);
    }
}
