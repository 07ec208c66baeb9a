namespace Bpf.Runtime;

/// <summary>Weight of a <see cref="BpfLogEntry"/>.</summary>
public enum BpfLogLevel
{
    /// <summary>Detail for those who look for a fault.</summary>
    Debug,

    /// <summary>A decision of the loader, for example that a uprobe became a multi-uprobe.</summary>
    Information,

    /// <summary>Something does not work as asked, and loading goes on.</summary>
    Warning,
}
