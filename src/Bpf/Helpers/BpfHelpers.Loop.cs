namespace Bpf;

/// <content>Loops that the kernel runs.</content>
public static unsafe partial class BpfHelpers
{
    /// <summary>
    /// Calls a function repeatedly (<c>bpf_loop</c>, kernel 5.17). The verifier checks the body only once, however many iterations there are:
    /// <c>BpfHelpers.Loop(1000, static (index, ref state) => …, ref sum)</c>.
    /// </summary>
    /// <typeparam name="TState">Unmanaged type of the state shared by the iterations.</typeparam>
    /// <param name="count">Number of iterations, at most 8388608.</param>
    /// <param name="body">A static lambda or a static method.</param>
    /// <param name="state">State shared by the iterations; must be a local variable.</param>
    /// <returns>Number of iterations performed, or a negative errno: -E2BIG for too many.</returns>
    [BpfCalls("bpf_loop")]
    public static long Loop<TState>(uint count, BpfLoopCallback<TState> body, ref TState state)
        where TState : unmanaged => LoopHelpers.Loop(count, body, ref state, 0);
}
