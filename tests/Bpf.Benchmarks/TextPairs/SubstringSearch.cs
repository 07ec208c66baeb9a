namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class SubstringSearch
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        for (int i = 0; i < 60; i++)
        {
            if (text[i] == 0)
            {
                return -2;
            }

            if (text[i] == 'r' && text[i + 1] == 'o' && text[i + 2] == 'o' && text[i + 3] == 't')
            {
                return i;
            }
        }

        return -3;
    }
}
