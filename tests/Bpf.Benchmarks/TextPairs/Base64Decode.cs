namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Base64Decode
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
        for (int i = 0; i < 4; i++)
        {
            int a = Digit(text[4 * i]), b = Digit(text[(4 * i) + 1]), c = Digit(text[(4 * i) + 2]), d = Digit(text[(4 * i) + 3]);
            if (a < 0 || b < 0 || c < 0 || d < 0)
            {
                break;
            }

            hash = (hash * 31) + (uint)((a << 18) | (b << 12) | (c << 6) | d);
        }

        return (int)(hash & 0x7FFFFFFF);
    }

    private static int Digit(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
