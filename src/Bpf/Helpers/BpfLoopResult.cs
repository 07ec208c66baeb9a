namespace Bpf;

/// <summary>Result of a function that the kernel calls repeatedly.</summary>
public enum BpfLoopResult : long
{
    /// <summary>Continue.</summary>
    Continue = 0,

    /// <summary>End the loop.</summary>
    Break = 1,
}
