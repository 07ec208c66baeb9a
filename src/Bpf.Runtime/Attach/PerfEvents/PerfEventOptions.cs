namespace Bpf.Runtime;

/// <summary>
/// What a perf event program samples: which event, how often, and where. Without <see cref="ProcessId"/>, <see cref="ThreadId"/> and
/// <see cref="CgroupDirectory"/>, whatever runs on the <see cref="Cpus"/>.
/// </summary>
public sealed record PerfEventOptions
{
    /// <summary>The event; null for those of the attributes.</summary>
    public PerfEventSource? Event { get; init; }

    /// <summary>
    /// Samples per second; with <see cref="Period"/> 0 as well, what the attribute says. At most the file
    /// <c>/proc/sys/kernel/perf_event_max_sample_rate</c>, which the kernel lowers when samples take long.
    /// </summary>
    public ulong Frequency { get; init; }

    /// <summary>Events per sample; nanoseconds for clocks, of which the kernel takes 10,000 or more.</summary>
    public ulong Period { get; init; }

    /// <summary>A process with all its threads, also those that start later (kernel 5.13); 0 for this process, null for none.</summary>
    public int? ProcessId { get; init; }

    /// <summary>
    /// With a process: whether to sample the processes that it starts later. Kernels before 5.13 cannot leave them out and refuse a process without this.
    /// </summary>
    public bool IncludeChildren { get; init; }

    /// <summary>One thread; null for none.</summary>
    public int? ThreadId { get; init; }

    /// <summary>
    /// The processes of a cgroup and of those below it; null for none. The directory of the cgroup in the hierarchy that has the controller
    /// <c>perf_event</c>, which is cgroup v2 unless cgroup v1 is mounted with that controller.
    /// </summary>
    public string? CgroupDirectory { get; init; }

    /// <summary>CPUs to sample; null for all that are online or, with a process or thread, those that it runs on.</summary>
    public IReadOnlyList<int>? Cpus { get; init; }

    /// <summary>Whether to leave out code of user space.</summary>
    public bool ExcludeUser { get; init; }

    /// <summary>Whether to leave out code of the kernel.</summary>
    public bool ExcludeKernel { get; init; }

    /// <summary>Whether to leave out CPUs that have nothing to do. For clocks.</summary>
    public bool ExcludeIdle { get; init; }

    /// <summary>Value that the program reads as its cookie (kernel 5.15); 0 for that of the attribute.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Checks what can be checked without the kernel.</summary>
    /// <exception cref="ArgumentException">Parts contradict each other.</exception>
    internal void Validate(string parameter)
    {
        int scopes = (ProcessId is null ? 0 : 1) + (ThreadId is null ? 0 : 1) + (CgroupDirectory is null ? 0 : 1);
        string? fault = Frequency != 0 && Period != 0 ? "Frequency and Period exclude each other."
            : scopes > 1 ? "ProcessId, ThreadId and CgroupDirectory exclude each other."
            : ProcessId < 0 || ThreadId <= 0 ? "An id of a process or thread is positive; ProcessId 0 is this process."
            : IncludeChildren && ProcessId is null ? "IncludeChildren is for a process."
            : Cpus is { Count: 0 } ? "Cpus is empty; null stands for all that are online."
            : Cpus?.Any(cpu => cpu < 0) == true ? "The number of a CPU is 0 or more."
            : Cpus is not null && Cpus.Distinct().Count() != Cpus.Count ? "Cpus names a CPU twice."
            : ExcludeUser && ExcludeKernel ? "ExcludeUser and ExcludeKernel leave nothing to sample."
            : null;
        if (fault is not null)
        {
            throw new ArgumentException(fault, parameter);
        }
    }
}
