namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class OctalMode
{
    static uint s_writable;

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint mode = 0;
        int digits = 0;
        for (int i = 0; i < 6; i++)
        {
            byte c = text[i];
            if (c is < (byte)'0' or > (byte)'7')
            {
                break;
            }

            mode = (mode << 3) | (uint)(c & 7);
            digits++;
        }

        if (digits is < 3 or > 5)
        {
            return -2;
        }

        if ((mode & 0x12) != 0)
        {
            s_writable++;
        }

        return (int)mode;
    }
}
