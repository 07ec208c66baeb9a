namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class KeyValue
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint key = 0;
        int at = -1;
        for (int i = 0; i < 16; i++)
        {
            byte c = text[i];
            if (c == '=')
            {
                at = i;
                break;
            }

            if (c < 'a' || c > 'z')
            {
                return -2;
            }

            key = (key * 31) + c;
        }

        if (at < 0)
        {
            return -3;
        }

        uint value = 0;
        for (int i = 1; i <= 9; i++)
        {
            byte c = text[at + i];
            if (c < '0' || c > '9')
            {
                break;
            }

            value = (value * 10) + c - '0';
        }

        return (int)((key ^ value) & 0x7FFFFFFF);
    }
}
