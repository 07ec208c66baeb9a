namespace Bpf.Runtime;

/// <summary>What a probe sits on; each has a multi link of its own.</summary>
internal enum ProbeFamily
{
    /// <summary>User-space functions and static tracing points.</summary>
    Uprobe,

    /// <summary>Kernel functions.</summary>
    Kprobe,
}
