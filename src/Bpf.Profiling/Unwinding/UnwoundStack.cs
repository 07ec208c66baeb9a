namespace Bpf.Profiling.Unwinding;

/// <summary>The result of unwinding a stack.</summary>
/// <param name="Count">The number of frames.</param>
/// <param name="End">How it ends.</param>
internal readonly record struct UnwoundStack(int Count, UnwindEnd End);
