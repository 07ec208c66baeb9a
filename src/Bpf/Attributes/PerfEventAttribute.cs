namespace Bpf;

/// <summary>
/// Runs the method for samples of a counter: of the kernel, of the processor, or of a hardware breakpoint (<c>BPF_PROG_TYPE_PERF_EVENT</c>, kernel 4.9). By
/// default every CPU is sampled; the host can choose a process, a thread, CPUs or a cgroup, and another event, with <c>PerfEventOptions</c>. Several of these
/// attributes on one method declare several events of one program.
/// </summary>
/// <remarks>
/// The section name <c>perf_event</c> has no room for the event. It is in the section <c>.bpf_attach</c>, which other loaders (libbpf, bpftool) ignore.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PerfEventAttribute : Attribute
{
    /// <summary>A program whose event the host chooses.</summary>
    public PerfEventAttribute()
    {
    }

    /// <summary>A program for an event that the kernel counts. Set <see cref="Frequency"/> or <see cref="Period"/>.</summary>
    /// <param name="software">The event.</param>
    public PerfEventAttribute(SoftwareEvent software) => Software = software;

    /// <summary>A program for an event that the processor counts. Set <see cref="Frequency"/> or <see cref="Period"/>.</summary>
    /// <param name="hardware">The event.</param>
    public PerfEventAttribute(HardwareEvent hardware) => Hardware = hardware;

    /// <summary>A program for accesses to a cache of the processor. Set <see cref="Frequency"/> or <see cref="Period"/>.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="operation">The operation on it.</param>
    /// <param name="result">All such operations, or those that miss.</param>
    public PerfEventAttribute(HardwareCache cache, HardwareCacheOperation operation, HardwareCacheResult result)
    {
        Cache = cache;
        Operation = operation;
        Result = result;
    }

    /// <summary>The event of the kernel; null for another.</summary>
    public SoftwareEvent? Software { get; }

    /// <summary>The event of the processor; null for another.</summary>
    public HardwareEvent? Hardware { get; }

    /// <summary>The cache; null for another event.</summary>
    public HardwareCache? Cache { get; }

    /// <summary>The operation on the cache.</summary>
    public HardwareCacheOperation Operation { get; }

    /// <summary>Which operations on the cache are counted.</summary>
    public HardwareCacheResult Result { get; }

    /// <summary>
    /// Samples per second. The kernel adapts the period of hardware events to it. Either this or <see cref="Period"/> is required with an event.
    /// </summary>
    public uint Frequency { get; set; }

    /// <summary>Events per sample; nanoseconds for clocks, of which the kernel takes 10,000 or more.</summary>
    public ulong Period { get; set; }

    /// <summary>Value that <see cref="PerfEventContext.Cookie"/> returns in the program (kernel 5.15); 0 for none.</summary>
    public ulong Cookie { get; set; }

    /// <summary>When false the program is neither loaded nor attached unless the host turns it on between Open and Load.</summary>
    public bool AutoLoad { get; set; } = true;
}
