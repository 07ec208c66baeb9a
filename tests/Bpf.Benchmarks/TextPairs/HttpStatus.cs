using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class HttpStatus
{
    [InlineArray(8)]
    public struct Classes
    {
        private ulong _first;
    }

    static Classes s_classes;

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        if (text[0] != 'H' || text[1] != 'T' || text[2] != 'T' || text[3] != 'P' || text[4] != '/' || text[5] != '1' || text[6] != '.')
        {
            return -2;
        }

        uint status = 0;
        for (int i = 9; i < 12; i++)
        {
            byte c = text[i];
            if (c < '0' || c > '9')
            {
                return -3;
            }

            status = (status * 10) + c - '0';
        }

        if (status < 100 || status > 599)
        {
            return -4;
        }

        s_classes[(int)(status / 100)]++;
        return (int)status;
    }
}
