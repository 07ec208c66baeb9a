using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class SplitField
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

        // The third field.
        int field = 0;
        uint hash = 0;
        for (int i = 0; i < 48; i++)
        {
            byte c = text[i];
            if (c == 0)
            {
                break;
            }

            if (c == ',')
            {
                if (++field == 3)
                {
                    break;
                }
            }
            else if (field == 2)
            {
                hash = (hash * 31) + c;
            }
        }

        return field < 2 ? -2 : (int)(hash & 0x7FFFFFFF);
    }
}
