namespace Bpf.Runtime;

/// <summary>By which kind of link a uprobe, static tracing point or kprobe is attached.</summary>
public enum ProbeMode
{
    /// <summary>A multi link where the kernel has one for the probe, else a perf event.</summary>
    Auto,

    /// <summary>Always a perf event.</summary>
    Single,

    /// <summary>Always a multi link (uprobes: kernel 6.6, kprobes: kernel 5.18).</summary>
    Multi,
}
