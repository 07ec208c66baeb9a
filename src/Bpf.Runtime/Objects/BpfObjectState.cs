namespace Bpf.Runtime;

/// <summary>Phases of a <see cref="BpfObject"/>.</summary>
public enum BpfObjectState
{
    /// <summary>Read and understood; the kernel knows nothing of it.</summary>
    Opened,

    /// <summary>Maps exist, programs are relocated but not loaded.</summary>
    Prepared,

    /// <summary>Programs are loaded, or loading failed; only <c>Dispose</c> helps after a failure.</summary>
    Loaded,

    /// <summary>Everything is closed.</summary>
    Disposed,
}
