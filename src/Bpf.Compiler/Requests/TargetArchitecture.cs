namespace Bpf.Compiler;

/// <summary>Architecture of the kernel that runs the object. The instructions are the same everywhere; the layout of <c>struct pt_regs</c> is not.</summary>
public enum TargetArchitecture
{
    /// <summary>64-bit x86.</summary>
    X64,

    /// <summary>64-bit Arm.</summary>
    Arm64,
}
