namespace Bpf.Runtime;

/// <summary>Phases of a <see cref="BpfObject"/>.</summary>
public enum BpfObjectState
{
    /// <summary>Read and understood; the kernel knows nothing of it.</summary>
    Opened,

    /// <summary>Maps exist and programs are loaded.</summary>
    Loaded,

    /// <summary>Loading failed and left nothing in the kernel; only <c>Dispose</c> helps.</summary>
    Failed,

    /// <summary>Everything is closed.</summary>
    Disposed,
}
