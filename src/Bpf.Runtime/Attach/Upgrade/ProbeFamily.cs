namespace Bpf.Runtime;

/// <summary>Family of probes; each has its own multi link.</summary>
internal enum ProbeFamily
{
    /// <summary>User-space functions and USDT probes.</summary>
    Uprobe,

    /// <summary>Kernel functions.</summary>
    Kprobe,
}
