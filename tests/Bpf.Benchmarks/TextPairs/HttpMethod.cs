namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class HttpMethod
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        if (text.StartsWith("GET "u8))
        {
            return 1;
        }

        if (text.StartsWith("POST "u8))
        {
            return 2;
        }

        if (text.StartsWith("PUT "u8))
        {
            return 3;
        }

        if (text.StartsWith("DELETE "u8))
        {
            return 4;
        }

        if (text.StartsWith("HEAD "u8))
        {
            return 5;
        }

        return text.StartsWith("OPTIONS "u8) ? 6 : 0;
    }
}
