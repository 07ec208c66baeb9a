namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class PathPrefix
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64], prefix = stackalloc byte[32];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        long length = BpfHelpers.ReadUserText(context.Argument(1), prefix) - 1;
        if (length < 0)
        {
            return -2;
        }

        for (int i = 0; i < prefix.Length; i++)
        {
            if (i >= length)
            {
                return 1;
            }

            if (text[i] != prefix[i])
            {
                return 0;
            }
        }

        return 1;
    }
}
