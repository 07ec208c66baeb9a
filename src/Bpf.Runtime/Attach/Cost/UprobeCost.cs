namespace Bpf.Runtime;

/// <summary>What the kernel does with the instruction that a probe replaces, which decides the price of a hit.</summary>
public enum UprobeCost
{
    /// <summary>The kernel emulates the instruction: below a microsecond.</summary>
    Emulated,

    /// <summary>A 5-byte nop, which the kernel (6.18) replaces by a call: about half of an emulated one.</summary>
    NopOptimized,

    /// <summary>The kernel runs the instruction elsewhere with a single step: about ten microseconds.</summary>
    SingleStepped,

    /// <summary>The kernel refuses the instruction.</summary>
    Refused,
}
