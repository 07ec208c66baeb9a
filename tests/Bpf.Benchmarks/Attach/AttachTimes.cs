using System.Diagnostics;

namespace Bpf.Benchmarks.Attach;

/// <summary>Wall-clock and processor time of attaching and detaching.</summary>
internal readonly record struct AttachTimes(TimeSpan Attach, TimeSpan Detach, TimeSpan AttachProcessor, TimeSpan DetachProcessor)
{
    /// <summary>The initial value for the best of several rounds.</summary>
    public static AttachTimes Longest { get; } = new(TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);

    /// <summary>Measures two actions on this thread.</summary>
    public static AttachTimes Measure(Action attach, Action detach)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan startProcessor = ThreadTime.Now;
        attach();
        TimeSpan attachProcessor = ThreadTime.Now - startProcessor;
        TimeSpan attached = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        startProcessor = ThreadTime.Now;
        detach();
        return new(attached, Stopwatch.GetElapsedTime(start), attachProcessor, ThreadTime.Now - startProcessor);
    }

    /// <summary>The best of each, because other processes only add time.</summary>
    public AttachTimes Best(AttachTimes other) => new(
        Min(Attach, other.Attach), Min(Detach, other.Detach), Min(AttachProcessor, other.AttachProcessor), Min(DetachProcessor, other.DetachProcessor));

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
