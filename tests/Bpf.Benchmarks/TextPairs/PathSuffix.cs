namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class PathSuffix
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        long length = BpfHelpers.ReadUserText(context.Argument(0), text);
        if (length < 5 || length > 64)
        {
            return -1;
        }

        int end = (int)length - 1;
        return text[end - 4] == '.' && text[end - 3] == 'l' && text[end - 2] == 'o' && text[end - 1] == 'g' ? 1 : 0;
    }
}
