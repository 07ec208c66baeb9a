using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class Djb2Hash
{
    [InlineArray(64)]
    public struct Text
    {
        private byte _first;
    }

    [BpfMap(MaxEntries = 1024)]
    static readonly BpfHashMap<ulong, ulong> Counts = new();

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Text text = default;
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        ulong hash = 5381;
        byte c;
        for (int i = 0; i < 64 && (c = text[i]) != 0; i++)
        {
            hash = (hash << 5) + hash + c;
        }

        Counts.TryGetValue(hash, out ulong count);
        Counts.Update(hash, count + 1);
        return (int)(hash % 65521);
    }
}
