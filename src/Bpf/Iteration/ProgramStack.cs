namespace Bpf;

/// <summary>Memory on the stack of the program.</summary>
internal static class ProgramStack
{
    /// <summary>Returns memory that stays valid until the caller of the vocabulary returns: it belongs to the method into which the call is inlined.</summary>
    [BpfIntrinsic("stack.keep")]
    internal static ref T Keep<T>()
        where T : unmanaged => throw new BpfOnlyException();
}
