namespace Bpf.Symbols.DotNet.Code;

/// <summary>What an address of the runtime's code memory belongs to.</summary>
internal enum CodeBlockKind
{
    /// <summary>Not code that the runtime manages.</summary>
    None,

    /// <summary>A method that the just-in-time compiler compiled.</summary>
    Jitted,

    /// <summary>A method that was compiled ahead of time, in a ReadyToRun image.</summary>
    Precompiled,

    /// <summary>
    /// Code between methods that the runtime generated. It pushes nothing before its first call, so the return address is on top of the stack.
    /// </summary>
    Stub,
}
