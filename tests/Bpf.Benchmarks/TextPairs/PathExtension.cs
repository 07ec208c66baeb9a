using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class PathExtension
{
    [InlineArray(24)]
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

        int dot = -1;
        for (int i = 0; i < 24; i++)
        {
            byte c = text[i];
            if (c == 0)
            {
                break;
            }

            if (c == '/')
            {
                dot = -1;
            }
            else if (c == '.')
            {
                dot = i;
            }
        }

        if (dot < 0 || dot > 20)
        {
            return 0;
        }

        byte first = text[dot + 1], second = text[dot + 2];
        if (first == 's' && second == 'o')
        {
            return 1;
        }

        return first == 'd' && second == 'l' && text[dot + 3] == 'l' ? 2 : 3;
    }
}
