namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class DecimalSigned
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        bool isNegative = text[0] == '-';
        int start = isNegative || text[0] == '+' ? 1 : 0;
        long value = 0;
        for (int i = 0; i < 19; i++)
        {
            int digit = text[start + i] - '0';
            if ((uint)digit > 9)
            {
                break;
            }

            value = (value * 10) + digit;
        }

        if (isNegative)
        {
            value = -value;
        }

        return value is >= int.MinValue and <= int.MaxValue ? (int)value : 0;
    }
}
