namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Trim
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[24];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int start = 24, end = 0;
        for (int i = 0; i < 24; i++)
        {
            byte c = text[i];
            if (c == 0)
            {
                break;
            }

            if (c == ' ' || (c >= '\t' && c <= '\r'))
            {
                continue;
            }

            if (start == 24)
            {
                start = i;
            }

            end = i + 1;
        }

        return start == 24 ? 0 : (start << 8) | (end - start);
    }
}
