namespace Bpf;

/// <summary>What a function that the kernel calls repeatedly says.</summary>
public enum BpfLoopResult : long
{
    /// <summary>Go on.</summary>
    Continue = 0,

    /// <summary>End the loop.</summary>
    Break = 1,
}
