namespace Bpf.Shared;

/// <summary>The meaning of a program method's parameters after its context.</summary>
internal enum ProgramArguments
{
    /// <summary>No parameters but the context.</summary>
    None,

    /// <summary>The probed function's arguments, from the registers of the calling convention.</summary>
    FunctionArguments,

    /// <summary>One parameter: the probed function's return value.</summary>
    ReturnValue,

    /// <summary>The arguments of a USDT probe, located by its argument specification.</summary>
    UsdtArguments,

    /// <summary>One parameter by <c>ref</c> or <c>in</c>: the context itself, as a user-defined struct.</summary>
    ContextStruct,
}
