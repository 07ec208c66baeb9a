namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Utf8Length
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        int count = 0;
        foreach (byte c in text)
        {
            if (c == 0)
            {
                break;
            }

            if ((c & 0xC0) != 0x80)
            {
                count++;
            }
        }

        return count;
    }
}
