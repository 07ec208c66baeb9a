namespace Bpf.Objects.Sections;

/// <summary>How the section of a probe requests to attach.</summary>
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
