namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class BooleanText
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        switch (text[0])
        {
            case (byte)'1':
                return text[1] == 0 ? 1 : -2;
            case (byte)'0':
                return text[1] == 0 ? 0 : -2;
            case (byte)'t' or (byte)'T':
                return text.Slice(1, 4).SequenceEqual("rue\0"u8) ? 1 : -2;
            case (byte)'f' or (byte)'F':
                return text.Slice(1, 5).SequenceEqual("alse\0"u8) ? 0 : -2;
            case (byte)'y' or (byte)'Y':
                return text.Slice(1, 3).SequenceEqual("es\0"u8) ? 1 : -2;
            case (byte)'n' or (byte)'N':
                return text.Slice(1, 2).SequenceEqual("o\0"u8) ? 0 : -2;
            default:
                return -2;
        }
    }
}
