namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class VersionNumber
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint version = 0, part = 0;
        int parts = 0;
        for (int i = 0; i < 12; i++)
        {
            byte c = text[i];
            if (c >= '0' && c <= '9')
            {
                part = (part * 10) + c - '0';
                continue;
            }

            version = (version << 8) | (part > 255 ? 255 : part);
            part = 0;
            parts++;
            if (c != '.' || parts == 3)
            {
                break;
            }
        }

        return parts == 3 && version >= 0x050A00 ? (int)version : -2;
    }
}
