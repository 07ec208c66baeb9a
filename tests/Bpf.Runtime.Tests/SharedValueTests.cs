using Bpf.Runtime.Tests.Support;

namespace Bpf.Runtime.Tests;

/// <summary>Histograms, text and clocks on the host.</summary>
public class SharedValueTests
{
    [Fact]
    public void HistogramsPlotWhatHasValues()
    {
        Log2Histogram histogram = default;
        Assert.Equal("no values\n", histogram.ToString());
        Assert.Equal(0UL, histogram.Percentile(0.5));
        histogram.Add(5, 4);
        histogram.Add(17);
        Assert.Equal(" 4 .. 7   4  ████████\n 8 .. 15  0\n16 .. 31  1  ██\n", histogram.Plot(barWidth: 8));
        Assert.Equal("4b .. 7b   4\n8b .. 15b  0\n16b .. 31b  1\n".Replace(" ", ""), histogram.Plot(static value => $"{value}b", 0).Replace(" ", ""));
        Assert.Equal((7UL, 7UL, 31UL), (histogram.Percentile(0), histogram.Percentile(0.8), histogram.Percentile(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Percentile(double.NaN));

        LinearHistogram linear = new(10, 5);
        linear.Add(3);
        linear.Add(14, 20);
        Assert.Equal(" 0 .. 9    1  ▏\n10 .. 14  20  █\n", linear.Plot(barWidth: 1));
        Assert.Throws<ArgumentException>(() => linear.Merge(new LinearHistogram(10, 6)));
        linear.Merge(in linear);
        Assert.Equal(42UL, linear.Count);
    }

    [Theory]
    [InlineData(1UL << 63, 63)]
    [InlineData(ulong.MaxValue, 63)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void ValuesAreCountedInTheBucketOfTheirHighestBit(ulong value, int bucket)
    {
        Log2Histogram histogram = default;
        histogram.Add(value);
        Assert.Equal((1UL, 1UL), (histogram[bucket], histogram.Count));
        Assert.True(histogram.Percentile(1) >= value);
    }

    [Fact]
    public void TextEndsAtTheFirstZeroAndIsComparedAsText()
    {
        Text16 left = default;
        "bash\0rest"u8.CopyTo(left[..]);
        Text16 right = default;
        "bash\0"u8.CopyTo(right[..]);
        Assert.Equal("bash", left.ToString());
        Assert.True(left == right && left.GetHashCode() == right.GetHashCode());
        "0123456789abcdef"u8.CopyTo(right[..]);
        Assert.Equal("0123456789abcdef", right.ToString());
        Assert.True(left != right);
        Assert.Equal("a\uFFFDb", FixedText.Decode([(byte)'a', 0xFF, (byte)'b']));
        Assert.Equal("SIGKILL", ((Signal)9).ToString());
    }

    [Fact]
    public void KernelTimesConvertToTheWallClock()
    {
        foreach (KernelClock clock in new[] { KernelClock.Monotonic, KernelClock.BootTime })
        {
            DateTimeOffset before = DateTimeOffset.UtcNow;
            ulong now = clock.Now;
            DateTimeOffset after = DateTimeOffset.UtcNow;
            TimeSpan tolerance = TimeSpan.FromMilliseconds(1);
            Assert.InRange(clock.ToDateTimeOffset(now), before - tolerance, after + tolerance);
            Assert.Equal(clock.ToDateTimeOffset(now).AddSeconds(-5), clock.ToDateTimeOffset(now - 5_000_000_000));
            Assert.Throws<ArgumentOutOfRangeException>(() => clock.ToDateTimeOffset(ulong.MaxValue));
        }
    }
}
