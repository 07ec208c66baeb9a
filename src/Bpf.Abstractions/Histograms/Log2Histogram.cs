using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// A histogram with a bucket for each power of two, of the same layout in programs and on the host: a static field, a map value or a member of one. Programs
/// add values; the host reads the same memory, and <see cref="ToString()"/> plots it. Programs on several CPUs may add at the same time; to avoid the
/// contention, use a value of a per-CPU map, and <see cref="Merge"/> the values of the CPUs.
/// </summary>
/// <remarks>
/// It has 512 bytes, which is all the stack of a program. To add one to a hash map, copy an empty one from a static readonly field:
/// <c>static readonly Log2Histogram Empty; … map.Update(key, in Empty)</c>.
/// </remarks>
public struct Log2Histogram : IEquatable<Log2Histogram>
{
    /// <summary>Number of buckets.</summary>
    public const int BucketCount = 64;

    private Buckets _buckets;

    /// <summary>
    /// Number of values in a bucket: those from 2^<paramref name="bucket"/> up to but not including the next power of two; bucket 0 also has the zeros.
    /// </summary>
    /// <param name="bucket">0 to <see cref="BucketCount"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">The number is not that of a bucket.</exception>
    public readonly ulong this[int bucket] => _buckets[bucket];

    /// <summary>Number of values in all buckets.</summary>
    public readonly ulong Count
    {
        get
        {
            ulong count = 0;
            foreach (ulong bucket in _buckets)
            {
                count += bucket;
            }

            return count;
        }
    }

    /// <summary>Counts a value, atomically.</summary>
    /// <param name="value">The value.</param>
    public void Add(ulong value) => Interlocked.Increment(ref _buckets[BitOperations.Log2(value | 1) & (BucketCount - 1)]);

    /// <summary>Counts a value several times at once, or adds a weight to its bucket, such as a number of bytes; atomically.</summary>
    /// <param name="value">The value.</param>
    /// <param name="weight">What to add to its bucket.</param>
    public void Add(ulong value, ulong weight) => Interlocked.Add(ref _buckets[BitOperations.Log2(value | 1) & (BucketCount - 1)], weight);

    /// <summary>Returns whether two histograms have the same buckets and counts.</summary>
    public static bool operator ==(Log2Histogram left, Log2Histogram right) => left.Equals(right);

    /// <summary>Returns whether two histograms differ.</summary>
    public static bool operator !=(Log2Histogram left, Log2Histogram right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(Log2Histogram other) => ((ReadOnlySpan<ulong>)_buckets).SequenceEqual(other._buckets);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is Log2Histogram other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)_buckets));
        return hash.ToHashCode();
    }

    /// <summary>Adds the counts of another histogram, on the host.</summary>
    /// <param name="other">The other one.</param>
    public void Merge(in Log2Histogram other)
    {
        for (int i = 0; i < BucketCount; i++)
        {
            _buckets[i] += other._buckets[i];
        }
    }

    /// <summary>
    /// Returns the value below which a share of the values lies, on the host: the upper end of the bucket that reaches the share, so at most twice the true
    /// value.
    /// </summary>
    /// <param name="share">The share, from 0 to 1; 0.5 for the median.</param>
    /// <returns>The value; 0 if the histogram is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public readonly ulong Percentile(double share)
    {
        if (!(share >= 0 && share <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is from 0 to 1.");
        }

        ulong total = Count;
        ulong wanted = Math.Max((ulong)Math.Ceiling(total * share), 1);
        ulong seen = 0;
        for (int i = 0; i < BucketCount && total > 0; i++)
        {
            seen += _buckets[i];
            if (seen >= wanted)
            {
                return Last(i);
            }
        }

        return 0;
    }

    /// <summary>
    /// Plots the histogram: a line for each bucket from the first to the last that has values. For another notation of the values, use <see cref="Plot"/>.
    /// </summary>
    public override readonly string ToString() => Plot();

    /// <summary>Plots the histogram: a line for each bucket from the first to the last that has values.</summary>
    /// <param name="format">Writes a value, for example as a duration; null for the number itself.</param>
    /// <param name="barWidth">Characters of the longest bar.</param>
    public readonly string Plot(Func<ulong, string>? format = null, int barWidth = 40)
    {
        HistogramPlot plot = new(format, barWidth);
        for (int i = 0; i < BucketCount; i++)
        {
            plot.Add(i == 0 ? 0 : 1UL << i, Last(i), _buckets[i]);
        }

        return plot.ToString();
    }

    private static ulong Last(int bucket) => (2UL << bucket) - 1;

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private ulong _first;
    }
}
