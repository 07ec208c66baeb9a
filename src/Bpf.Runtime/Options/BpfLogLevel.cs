namespace Bpf.Runtime;

/// <summary>Severity of a <see cref="BpfLogEntry"/>.</summary>
public enum BpfLogLevel
{
    /// <summary>Details for debugging.</summary>
    Debug,

    /// <summary>A decision of the loader, such as upgrading a uprobe to a multi-uprobe.</summary>
    Information,

    /// <summary>Something does not work as requested, but loading continues.</summary>
    Warning,
}
