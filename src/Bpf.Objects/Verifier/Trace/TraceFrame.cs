namespace Bpf.Objects.Verifier.Trace;

/// <summary>One activation of a function in a trace.</summary>
/// <param name="Caller">The activation that called it; null for the program itself.</param>
/// <param name="Call">The step of the call; null for the program itself.</param>
internal sealed record TraceFrame(TraceFrame? Caller, TraceStep? Call);
