namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Printable
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        long length = BpfHelpers.ReadUserText(context.Argument(0), text);
        if (length <= 0 || length > text.Length)
        {
            return -1;
        }

        for (int i = 0; i < length - 1; i++)
        {
            byte c = text[i];
            if (c < 0x20 || c > 0x7E)
            {
                return i + 1;
            }
        }

        return 0;
    }
}
