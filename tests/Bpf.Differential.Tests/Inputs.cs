namespace Bpf.Differential.Tests;

/// <summary>The pairs of arguments with which every method is run.</summary>
internal static class Inputs
{
    private static readonly long[] s_edges =
    [
        0, 1, -1, 2, 3, 7, 31, 32, 63, 64, 100, 255, -128, 0x7FFF, 0x8000, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32, long.MaxValue, long.MinValue,
    ];

    /// <summary>All pairs of edge values, then random pairs; the same in every run.</summary>
    public static IReadOnlyList<(long A, long B)> All { get; } = [.. Pairs()];

    private static IEnumerable<(long A, long B)> Pairs()
    {
        foreach (long a in s_edges)
        {
            foreach (long b in s_edges)
            {
                yield return (a, b);
            }
        }

        Random random = new(20_26);
        for (int i = 0; i < 64; i++)
        {
            yield return (random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64), random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));
        }
    }
}
