namespace Bpf.Differential.Tests;

/// <summary>How a method fails.</summary>
internal enum MismatchKind
{
    /// <summary>The result in the kernel differs.</summary>
    WrongResult,

    /// <summary>bpfc reports an error.</summary>
    NotCompiled,

    /// <summary>The verifier refuses the program.</summary>
    Refused,

    /// <summary>More than a million verified instructions, BPF_COMPLEXITY_LIMIT_INSNS.</summary>
    BeyondInstructions,

    /// <summary>More than 8192 pending branches in the verifier, BPF_COMPLEXITY_LIMIT_JMP_SEQ.</summary>
    BeyondJumps,

    /// <summary>More than 512 bytes of stack, MAX_BPF_STACK.</summary>
    BeyondStack,
}
