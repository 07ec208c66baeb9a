namespace Bpf.Runtime;

/// <summary>How the kernel handles the instruction that a probe replaces, which determines the cost of a hit.</summary>
public enum UprobeCost
{
    /// <summary>The kernel emulates the instruction: less than a microsecond.</summary>
    Emulated,

    /// <summary>A 5-byte nop, which the kernel (6.18) replaces with a call: about half the cost of an emulated instruction.</summary>
    NopOptimized,

    /// <summary>The kernel single-steps the instruction out of line: about ten microseconds.</summary>
    SingleStepped,

    /// <summary>The kernel refuses the instruction.</summary>
    Refused,
}
