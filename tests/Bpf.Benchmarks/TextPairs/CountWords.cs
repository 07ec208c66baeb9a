namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class CountWords
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int words = 0;
        bool isInside = false;
        foreach (byte c in text)
        {
            if (c == 0)
            {
                break;
            }

            bool isSpace = c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
            if (!isSpace && !isInside)
            {
                words++;
            }

            isInside = !isSpace;
        }

        return words;
    }
}
