namespace Bpf.ReferenceKernels;

/// <summary>Whether programs of a kind may call a function of the kernel.</summary>
internal enum KfuncAccess
{
    /// <summary>They may.</summary>
    Allowed,

    /// <summary>They may if they are sleepable.</summary>
    Sleepable,

    /// <summary>They may not.</summary>
    Refused,
}
