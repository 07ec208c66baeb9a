namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class EqualsIgnoreCase
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        Span<byte> other = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(1), other) <= 0)
        {
            return -2;
        }

        for (int i = 0; i < 32; i++)
        {
            byte a = Lower(text[i]), b = Lower(other[i]);
            if (a != b)
            {
                return a < b ? 1 : 2;
            }

            if (a == 0)
            {
                return 0;
            }
        }

        return 0;
    }

    private static byte Lower(byte c) => c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c;
}
