namespace Bpf.Runtime;

/// <summary>Kernel interface for attaching a single uprobe.</summary>
public enum UprobeAttachMode
{
    /// <summary>The best one available.</summary>
    Default,

    /// <summary>An event in tracefs, as before kernel 4.17.</summary>
    Tracefs,

    /// <summary>A perf event that owns the program (kernel 4.17).</summary>
    PerfEvent,

    /// <summary>A perf event with a BPF link (kernel 5.15).</summary>
    Link,
}
