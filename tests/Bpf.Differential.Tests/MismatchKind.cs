namespace Bpf.Differential.Tests;

/// <summary>How a method fails.</summary>
internal enum MismatchKind
{
    /// <summary>The kernel computes something else.</summary>
    WrongResult,

    /// <summary>bpfc gives an error.</summary>
    NotCompiled,

    /// <summary>The verifier refuses the program.</summary>
    Refused,

    /// <summary>The program is beyond what the kernel has room for: 512 bytes of stack, a million verified instructions.</summary>
    KernelLimit,
}
