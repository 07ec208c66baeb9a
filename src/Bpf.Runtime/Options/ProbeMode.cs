namespace Bpf.Runtime;

/// <summary>Kind of link for a uprobe, USDT probe or kprobe.</summary>
public enum ProbeMode
{
    /// <summary>A multi link if the kernel supports one for the probe, otherwise a perf event.</summary>
    Auto,

    /// <summary>Always a perf event.</summary>
    Single,

    /// <summary>Always a multi link (uprobes: kernel 6.6, kprobes: kernel 5.18).</summary>
    Multi,
}
