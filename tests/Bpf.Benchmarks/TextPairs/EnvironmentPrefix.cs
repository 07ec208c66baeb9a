namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class EnvironmentPrefix
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        ReadOnlySpan<byte> name = "LD_PRELOAD="u8;
        for (int i = 0; i < name.Length; i++)
        {
            if (text[i] != name[i])
            {
                return 0;
            }
        }

        uint hash = 17;
        for (int i = name.Length; i < 48 && text[i] != 0; i++)
        {
            hash = (hash * 31) + text[i];
        }

        return (int)(hash & 0x7FFFFFFF);
    }
}
