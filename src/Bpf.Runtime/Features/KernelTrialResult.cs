namespace Bpf.Runtime;

/// <summary>How a <see cref="KernelTrial"/> ended.</summary>
/// <param name="Step">The last step that was tried.</param>
/// <param name="Error">The kernel's answer to it; <see cref="Errno.None"/> when the whole trial went well.</param>
public readonly record struct KernelTrialResult(KernelTrialStep Step, Errno Error)
{
    /// <summary>True when every step went well.</summary>
    public bool Succeeded => Error == Errno.None;
}
