using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Ipv6Group
{
    [InlineArray(64)]
    public struct Text
    {
        private byte _first;
    }

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Text text = default;
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint hash = 0, group = 0;
        int groups = 1, digits = 0;
        for (int i = 0; i < 10; i++)
        {
            byte c = text[i];
            if (c == 0)
            {
                break;
            }

            if (c == ':')
            {
                hash = (hash * 31) + group;
                group = 0;
                digits = 0;
                groups++;
                continue;
            }

            uint digit;
            if (c is >= (byte)'0' and <= (byte)'9')
            {
                digit = (uint)c - '0';
            }
            else if (c is >= (byte)'a' and <= (byte)'f')
            {
                digit = (uint)c - 'a' + 10;
            }
            else
            {
                return -2;
            }

            if (++digits > 4)
            {
                return -3;
            }

            group = (group << 4) | digit;
        }

        return groups == 2 ? (int)(((hash * 31) + group) & 0x7FFFFFFF) : -4;
    }
}
