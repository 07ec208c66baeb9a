namespace Bpf;

/// <summary>The kernel helper that runs a loop.</summary>
internal static class LoopHelpers
{
    [BpfHelper(181)] // bpf_loop
    internal static long Loop<TState>(uint count, BpfLoopCallback<TState> body, ref TState state, ulong flags)
        where TState : unmanaged => throw new BpfOnlyException();
}
