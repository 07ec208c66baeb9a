namespace Bpf.Runtime;

/// <summary>By which kernel object a link holds.</summary>
public enum LinkKind
{
    /// <summary>A multi-uprobe link (<c>BPF_LINK_TYPE_UPROBE_MULTI</c>).</summary>
    UprobeMulti,

    /// <summary>A perf event, with or without a BPF link (<c>BPF_LINK_TYPE_PERF_EVENT</c>).</summary>
    PerfEvent,

    /// <summary>Several links that come and go together.</summary>
    Group,

    /// <summary>Another BPF link.</summary>
    Other,
}
