namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class JsonKey
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        // "id": and a number.
        for (int i = 0; i < 48; i++)
        {
            if (text[i] == 0)
            {
                return -2;
            }

            if (text[i] != '"' || text[i + 1] != 'i' || text[i + 2] != 'd' || text[i + 3] != '"' || text[i + 4] != ':')
            {
                continue;
            }

            uint value = 0;
            for (int j = 0; j < 6; j++)
            {
                uint digit = (uint)text[i + 5 + j] - '0';
                if (digit > 9)
                {
                    break;
                }

                value = (value * 10) + digit;
            }

            return (int)value;
        }

        return -3;
    }
}
