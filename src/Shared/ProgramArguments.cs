namespace Bpf.Shared;

/// <summary>What the parameters of a program method after its context stand for.</summary>
internal enum ProgramArguments
{
    /// <summary>No parameters but the context.</summary>
    None,

    /// <summary>The probed function's arguments, from the registers of the calling convention.</summary>
    FunctionArguments,

    /// <summary>One parameter: the probed function's return value.</summary>
    ReturnValue,

    /// <summary>The arguments of a static tracing point, through its specification.</summary>
    UsdtArguments,

    /// <summary>One parameter by <c>ref</c> or <c>in</c>: the context itself as a struct of the user's.</summary>
    ContextStruct,
}
