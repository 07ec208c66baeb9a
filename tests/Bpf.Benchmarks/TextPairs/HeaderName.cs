namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class HeaderName
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> wanted = "content-length:"u8;
        for (int i = 0; i < 15; i++)
        {
            byte c = text[i];
            if (c >= 'A' && c <= 'Z')
            {
                c += 32;
            }

            if (c != wanted[i])
            {
                return 0;
            }
        }

        int length = 0;
        for (int i = 15; i < 32; i++)
        {
            byte c = text[i];
            if (c == ' ')
            {
                continue;
            }

            if (c < '0' || c > '9')
            {
                break;
            }

            length = (length * 10) + (c - '0');
        }

        return length;
    }
}
