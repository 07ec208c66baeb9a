using Bpf.Runtime.Attach.PerfEvents;

namespace Bpf.Runtime;

/// <summary>Attachment of a program to perf events, one for each event, CPU and thread.</summary>
public sealed class PerfSamplingLink : Link
{
    private readonly SampledEvent[] _events;
    private readonly string _program;
    private readonly Lock _lock = new();
    private PerfEventReading[]? _last;

    internal PerfSamplingLink(SampledEvent[] events, string program, string target)
    {
        _events = events;
        _program = program;
        Target = target;
    }

    /// <inheritdoc/>
    public override LinkKind Kind => LinkKind.PerfEvent;

    /// <summary>The events with their rate, and where they are sampled: <c>cpu-clock/freq=99/ of process 1234</c>.</summary>
    public override string Target { get; }

    /// <summary>
    /// Reads the counters, which cover the time since the program was attached. They go on with the program; after <see cref="Link.Detach"/> they are those of
    /// that time.
    /// </summary>
    /// <returns>One value for each event, CPU and thread.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public IReadOnlyList<PerfEventReading> ReadValues()
    {
        lock (_lock)
        {
            return _last ?? Read();
        }
    }

    /// <summary>Reads the counters and adds them up; useful when there is only one event. See <see cref="ReadValues"/>.</summary>
    /// <returns>The sum over CPUs and threads.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public PerfEventValue ReadValue()
    {
        PerfEventValue sum = default;
        foreach (PerfEventReading reading in ReadValues())
        {
            sum.Count += reading.Value.Count;
            sum.Enabled += reading.Value.Enabled;
            sum.Running += reading.Value.Running;
        }

        return sum;
    }

    /// <inheritdoc/>
    public override string ToString() => $"perf_event {Target}";

    private protected override void Release()
    {
        Array.ForEach(_events, static item => item.Stop());
        lock (_lock)
        {
            try
            {
                _last = Read();
            }
            catch (BpfException)
            {
                _last = []; // A breakpoint in a program that has ended, for example, does not keep anyone from detaching.
            }
        }

        Array.ForEach(_events, static item => item.Close());
    }

    private PerfEventReading[] Read() => [.. _events.Select(item => item.Read(_program))];
}
