namespace Bpf.Runtime;

/// <summary>The outcome of a <see cref="KernelTrial"/>.</summary>
/// <param name="Step">The last step that was tried.</param>
/// <param name="Error">The kernel's answer to that step; <see cref="Errno.None"/> when the trial succeeded.</param>
public readonly record struct KernelTrialResult(KernelTrialStep Step, Errno Error)
{
    /// <summary>True when every step succeeded.</summary>
    public bool Succeeded => Error == Errno.None;
}
