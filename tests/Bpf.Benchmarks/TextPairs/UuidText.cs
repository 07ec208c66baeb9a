namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class UuidText
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint hash = 0;
        for (int i = 0; i < 36; i++)
        {
            byte c = text[i];
            if (i is 8 or 13 or 18 or 23)
            {
                if (c != '-')
                {
                    return -2;
                }

                continue;
            }

            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            {
                return -3;
            }

            hash = (hash * 33) + c;
        }

        return (int)(hash & 0x7FFFFFFF);
    }
}
