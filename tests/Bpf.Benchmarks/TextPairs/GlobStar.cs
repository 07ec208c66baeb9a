namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class GlobStar
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[32];
        long length = BpfHelpers.ReadUserText(context.Argument(0), text);
        if (length <= 0 || length > 32)
        {
            return -1;
        }

        // lib*.so
        if (length < 7 || text[0] != 'l' || text[1] != 'i' || text[2] != 'b')
        {
            return 0;
        }

        ReadOnlySpan<byte> end = ".so"u8;
        for (int i = 0; i < 3; i++)
        {
            if (text[(int)length - 4 + i] != end[i])
            {
                return 0;
            }
        }

        return 1;
    }
}
