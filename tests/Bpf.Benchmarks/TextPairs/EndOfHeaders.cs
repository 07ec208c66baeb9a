using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class EndOfHeaders
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

        int state = 0;
        for (int i = 0; i < 64; i++)
        {
            byte c = text[i];
            if (c == '\r')
            {
                state = state == 2 ? 3 : 1;
            }
            else if (c == '\n' && (state is 1 or 3))
            {
                state++;
            }
            else
            {
                state = 0;
            }

            if (state == 4)
            {
                return i + 1;
            }
        }

        return -2;
    }
}
