namespace Bpf.Runtime;

/// <summary>How a user-space probe is attached.</summary>
public enum UprobeMode
{
    /// <summary>By a multi-uprobe link where the kernel can, else by a perf event.</summary>
    Auto,

    /// <summary>Always by a perf event.</summary>
    Single,

    /// <summary>Always by a multi-uprobe link (kernel 6.6).</summary>
    Multi,
}
