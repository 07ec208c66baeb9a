namespace Bpf.Runtime;

/// <summary>Kind of kernel object behind a link.</summary>
public enum LinkKind
{
    /// <summary>A multi-uprobe link (<c>BPF_LINK_TYPE_UPROBE_MULTI</c>).</summary>
    UprobeMulti,

    /// <summary>A perf event, with or without a BPF link (<c>BPF_LINK_TYPE_PERF_EVENT</c>).</summary>
    PerfEvent,

    /// <summary>Several links that are attached and detached together.</summary>
    Group,

    /// <summary>Another BPF link.</summary>
    Other,
}
