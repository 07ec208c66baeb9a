namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class FindByte
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int i = 0;
        while (i < 64 && text[i] != 0)
        {
            if (text[i] == ':')
            {
                return i;
            }

            i++;
        }

        return -2;
    }
}
