using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Utf8Validate
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

        int follow = 0, count = 0;
        for (int i = 0; i < 64; i++)
        {
            byte c = text[i];
            if (follow > 0)
            {
                if (c < 0x80 || c > 0xBF)
                {
                    return -2;
                }

                follow--;
                continue;
            }

            if (c == 0)
            {
                return count;
            }

            count++;
            if (c < 0x80)
            {
                continue;
            }

            if (c >= 0xC2 && c <= 0xDF)
            {
                follow = 1;
            }
            else if (c >= 0xE0 && c <= 0xEF)
            {
                follow = 2;
            }
            else if (c >= 0xF0 && c <= 0xF4)
            {
                follow = 3;
            }
            else
            {
                return -3;
            }
        }

        return -4;
    }
}
