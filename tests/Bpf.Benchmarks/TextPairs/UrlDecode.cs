namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class UrlDecode
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint hash = 0;
        for (int i = 0; i < 24; i++)
        {
            uint c = text[i];
            if (c == 0)
            {
                break;
            }

            if (c == '+')
            {
                c = ' ';
            }
            else if (c == '%')
            {
                int high = Digit(text[i + 1]), low = Digit(text[i + 2]);
                if (high < 0 || low < 0)
                {
                    return -2;
                }

                c = (uint)((high << 4) | low);
                i += 2;
            }

            hash = (hash * 31) + c;
        }

        return (int)(hash & 0x7FFFFFFF);
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
