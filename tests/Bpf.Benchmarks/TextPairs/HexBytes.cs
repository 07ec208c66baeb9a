namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class HexBytes
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint sum = 0;
        for (int i = 0; i < 8; i++)
        {
            int high = Digit(text[2 * i]);
            int low = Digit(text[(2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return -2;
            }

            sum = (sum * 31) + (uint)((high << 4) | low);
        }

        return (int)(sum & 0x7FFFFFFF);
    }

    private static int Digit(byte c)
    {
        if (c >= '0' && c <= '9')
        {
            return c - '0';
        }

        int lower = c | 0x20;
        return lower is >= 'a' and <= 'f' ? lower - 'a' + 10 : -1;
    }
}
