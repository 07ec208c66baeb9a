namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Ipv4Text
{
    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint address = 0, part = 0;
        int dots = 0, digits = 0;
        for (int i = 0; i < 16; i++)
        {
            byte c = text[i];
            if (c >= '0' && c <= '9')
            {
                part = (part * 10) + c - '0';
                digits++;
                if (part > 255)
                {
                    return -2;
                }
            }
            else if (c == '.' || c == 0)
            {
                if (digits == 0)
                {
                    return -3;
                }

                address = (address << 8) | part;
                part = 0;
                digits = 0;
                if (c == 0)
                {
                    break;
                }

                dots++;
            }
            else
            {
                return -4;
            }
        }

        return dots == 3 ? (int)(address & 0x7FFFFFFF) : -5;
    }
}
