using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class CountLines
{
    [InlineArray(256)]
    public struct Text
    {
        private byte _first;
    }

    [BpfMap(MaxEntries = 1)]
    static readonly BpfPerCpuArray<Text> Scratch = new();

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        if (!Scratch.TryGetRef(0, out BpfRef<Text> text))
        {
            return -1;
        }

        long length = BpfHelpers.ReadUserText(context.Argument(0), text.Value);
        if (length <= 0)
        {
            return -2;
        }

        int lines = 0;
        for (int i = 0; i < 256; i++)
        {
            if (i >= length - 1)
            {
                break;
            }

            if (text.Value[i] == '\n')
            {
                lines++;
            }
        }

        return lines;
    }
}
