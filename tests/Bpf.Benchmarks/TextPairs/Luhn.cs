namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Luhn
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int sum = 0;
        for (int i = 0; i < 16; i++)
        {
            byte c = text[i];
            if (c < '0' || c > '9')
            {
                return -2;
            }

            int digit = c - '0';
            if ((i & 1) == 0)
            {
                digit *= 2;
                if (digit > 9)
                {
                    digit -= 9;
                }
            }

            sum += digit;
        }

        return (uint)sum % 10 == 0 ? 1 : 0;
    }
}
