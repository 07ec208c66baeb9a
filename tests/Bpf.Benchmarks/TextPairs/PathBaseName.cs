namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class PathBaseName
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[32];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int start = 0;
        for (int i = 0; i < 31; i++)
        {
            byte c = text[i];
            if (c == 0)
            {
                break;
            }

            if (c == '/')
            {
                start = i + 1;
            }
        }

        uint hash = 0;
        for (int i = 0; i < 12; i++)
        {
            byte c = text[(start + i) & 31];
            if (c == 0)
            {
                break;
            }

            hash = (hash * 131) + c;
        }

        return (int)(hash & 0x7FFFFFFF);
    }
}
