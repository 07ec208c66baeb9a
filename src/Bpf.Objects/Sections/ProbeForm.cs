namespace Bpf.Objects.Sections;

/// <summary>What the section of a probe says of how it attaches.</summary>
internal enum ProbeForm
{
    /// <summary><c>uprobe</c>, <c>kretprobe</c>, <c>usdt</c>: the loader chooses.</summary>
    Plain,

    /// <summary><c>.single</c>.</summary>
    Single,

    /// <summary><c>.multi</c>.</summary>
    Multi,

    /// <summary><c>.session</c>.</summary>
    Session,
}
