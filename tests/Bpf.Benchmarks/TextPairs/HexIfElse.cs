using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class HexIfElse
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

        ulong value = 0;
        for (int i = 0; i < 16; i++)
        {
            byte c = text[i];
            uint digit;
            if (c >= '0' && c <= '9')
            {
                digit = (uint)(c - '0');
            }
            else if (c >= 'a' && c <= 'f')
            {
                digit = (uint)(c - 'a' + 10);
            }
            else
            {
                break;
            }

            value = (value * 16) + digit;
        }

        return value == 255 ? 1 : (int)value;
    }
}
