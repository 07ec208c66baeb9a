using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class DateDigits
{
    [InlineArray(16)]
    public struct Months
    {
        private uint _first;
    }

    static Months s_months;

    private static int Number(ReadOnlySpan<byte> text, int start, int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            byte c = text[start + i];
            if (c < '0' || c > '9')
            {
                return -1;
            }

            value = (value * 10) + (c - '0');
        }

        return value;
    }

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        if (text[4] != '-' || text[7] != '-')
        {
            return -2;
        }

        int year = Number(text, 0, 4), month = Number(text, 5, 2), day = Number(text, 8, 2);
        if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31)
        {
            return -3;
        }

        s_months[month]++;
        return (((year - 1970) * 12) + month - 1) * 31 + day;
    }
}
