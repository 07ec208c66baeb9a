using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class MacText
{
    [InlineArray(64)]
    public struct Text
    {
        private byte _first;
    }

    private static int Digit(byte c)
    {
        if (c is >= (byte)'0' and <= (byte)'9')
        {
            return c - '0';
        }

        if (c is >= (byte)'a' and <= (byte)'f')
        {
            return c - 'a' + 10;
        }

        return c is >= (byte)'A' and <= (byte)'F' ? c - 'A' + 10 : -1;
    }

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Text text = default;
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        ulong address = 0;
        for (int i = 0; i < 6; i++)
        {
            int high = Digit(text[3 * i]);
            int low = Digit(text[(3 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return -2;
            }

            if (i < 5 && text[(3 * i) + 2] != ':')
            {
                return -3;
            }

            address = (address << 8) | (uint)((high << 4) | low);
        }

        return (int)(address % 1000003);
    }
}
