namespace Bpf.Runtime;

/// <summary>What the section of a uprobe program says of how it attaches.</summary>
internal enum UprobeForm
{
    /// <summary><c>uprobe</c>, <c>uretprobe</c>: the loader chooses.</summary>
    Plain,

    /// <summary><c>uprobe.single</c>, <c>uretprobe.single</c>.</summary>
    Single,

    /// <summary><c>uprobe.multi</c>, <c>uretprobe.multi</c>.</summary>
    Multi,

    /// <summary><c>uprobe.session</c>.</summary>
    Session,
}
