using System.Runtime.CompilerServices;

namespace Bpf.Benchmarks.TextPairs;

[BpfObject(License = "GPL")]
public static class FnvHash
{
    [InlineArray(16)]
    public struct Buckets
    {
        private ulong _first;
    }

    static Buckets s_buckets;

    [RawTracepoint]
    public static int Run(RawTracepointContext context)
    {
        Span<byte> text = stackalloc byte[64];
        if (BpfHelpers.ReadUserText(context.Argument(0), text) <= 0)
        {
            return -1;
        }

        uint hash = 2166136261;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == 0)
            {
                break;
            }

            hash ^= text[i];
            hash *= 16777619;
        }

        s_buckets[(int)(hash & 15)]++;
        return (int)(hash >> 1);
    }
}
