using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bpf;

/// <summary>
/// A histogram with 64 buckets of equal width, and the numbers of values below and above them, of the same layout in programs and on the host: a static field,
/// a map value or a member of one. Programs add values; the host reads the same memory, and <see cref="ToString()"/> plots it.
/// </summary>
/// <remarks>
/// A static field takes its range from the initializer: <c>static LinearHistogram s_sizes = new(first: 0, width: 64)</c>. It has 544 bytes, more than the stack
/// of a program.
/// </remarks>
public struct LinearHistogram : IEquatable<LinearHistogram>
{
    /// <summary>Number of buckets.</summary>
    public const int BucketCount = 64;

    private readonly ulong _first;
    private readonly ulong _width;
    private ulong _below;
    private ulong _above;
    private Buckets _buckets;

    /// <summary>Creates an empty histogram.</summary>
    /// <param name="first">Lowest value of the first bucket.</param>
    /// <param name="width">Number of values in a bucket; 0, as in a value that no one initialized, counts as 1.</param>
    public LinearHistogram(ulong first, ulong width)
    {
        _first = first;
        _width = width;
    }

    /// <summary>Number of values below the first bucket.</summary>
    public readonly ulong Below => _below;

    /// <summary>Number of values above the last bucket.</summary>
    public readonly ulong Above => _above;

    /// <summary>Number of values in a bucket.</summary>
    /// <param name="bucket">0 to <see cref="BucketCount"/> - 1.</param>
    /// <exception cref="IndexOutOfRangeException">The number is not that of a bucket.</exception>
    public readonly ulong this[int bucket] => _buckets[bucket];

    /// <summary>Number of values, with those below and above the buckets.</summary>
    public readonly ulong Count
    {
        get
        {
            ulong count = _below + _above;
            foreach (ulong bucket in _buckets)
            {
                count += bucket;
            }

            return count;
        }
    }

    private readonly ulong Width => _width == 0 ? 1 : _width;

    /// <summary>Counts a value, atomically.</summary>
    /// <param name="value">The value.</param>
    public void Add(ulong value) => Add(value, 1);

    /// <summary>Counts a value several times at once, or adds a weight to its bucket, such as a number of bytes; atomically.</summary>
    /// <param name="value">The value.</param>
    /// <param name="weight">What to add to its bucket.</param>
    public void Add(ulong value, ulong weight)
    {
        if (value < _first)
        {
            Interlocked.Add(ref _below, weight);
            return;
        }

        ulong bucket = (value - _first) / Width;
        if (bucket >= BucketCount)
        {
            Interlocked.Add(ref _above, weight);
            return;
        }

        Interlocked.Add(ref _buckets[(int)bucket & (BucketCount - 1)], weight);
    }

    /// <summary>Returns whether two histograms have the same buckets and counts.</summary>
    public static bool operator ==(LinearHistogram left, LinearHistogram right) => left.Equals(right);

    /// <summary>Returns whether two histograms differ.</summary>
    public static bool operator !=(LinearHistogram left, LinearHistogram right) => !left.Equals(right);

    /// <inheritdoc/>
    public readonly bool Equals(LinearHistogram other) => (_first, _width, _below, _above) == (other._first, other._width, other._below, other._above)
        && ((ReadOnlySpan<ulong>)_buckets).SequenceEqual(other._buckets);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is LinearHistogram other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)_buckets));
        return hash.ToHashCode();
    }

    /// <summary>Adds the counts of another histogram, on the host.</summary>
    /// <param name="other">The other one.</param>
    /// <exception cref="ArgumentException">It has other buckets.</exception>
    public void Merge(in LinearHistogram other)
    {
        if (other._first != _first || other.Width != Width)
        {
            throw new ArgumentException(
                $"Its buckets start at {other._first} and are {other.Width} wide, those of this one start at {_first} and are {Width} wide.", nameof(other));
        }

        _below += other._below;
        _above += other._above;
        for (int i = 0; i < BucketCount; i++)
        {
            _buckets[i] += other._buckets[i];
        }
    }

    /// <summary>
    /// Plots the histogram: a line for each bucket from the first to the last that has values. For another notation of the values, use <see cref="Plot"/>.
    /// </summary>
    public override readonly string ToString() => Plot();

    /// <summary>Plots the histogram: a line for each bucket from the first to the last that has values.</summary>
    /// <param name="format">Writes a value, for example as a size; null for the number itself.</param>
    /// <param name="barWidth">Characters of the longest bar.</param>
    public readonly string Plot(Func<ulong, string>? format = null, int barWidth = 40)
    {
        HistogramPlot plot = new(format, barWidth);
        if (_first > 0)
        {
            plot.Add(0, _first - 1, _below);
        }

        for (int i = 0; i < BucketCount; i++)
        {
            plot.Add(_first + ((ulong)i * Width), _first + ((ulong)i * Width) + (Width - 1), _buckets[i]);
        }

        plot.Add(_first + (BucketCount * Width), ulong.MaxValue, _above);
        return plot.ToString();
    }

    [InlineArray(BucketCount)]
    private struct Buckets
    {
        private ulong _first;
    }
}
