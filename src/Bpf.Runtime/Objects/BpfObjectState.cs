namespace Bpf.Runtime;

/// <summary>State of a <see cref="BpfObject"/>.</summary>
public enum BpfObjectState
{
    /// <summary>Read and parsed, but not yet in the kernel.</summary>
    Opened,

    /// <summary>Maps exist and programs are loaded.</summary>
    Loaded,

    /// <summary>Loading failed and left nothing in the kernel; the object can only be disposed.</summary>
    Failed,

    /// <summary>Everything is closed.</summary>
    Disposed,
}
