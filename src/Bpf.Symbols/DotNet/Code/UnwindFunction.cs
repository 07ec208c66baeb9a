namespace Bpf.Symbols.DotNet.Code;

/// <summary>The function or funclet with an address: the unit to which unwind information belongs.</summary>
/// <param name="Begin">First address.</param>
/// <param name="End">Address one past the last; 0 where the runtime does not say (arm64).</param>
/// <param name="UnwindInfo">Address of the unwind information (x64: <c>UNWIND_INFO</c>; arm64: <c>.xdata</c>, or packed when bit 0 or 1 is set).</param>
internal readonly record struct UnwindFunction(ulong Begin, ulong End, ulong UnwindInfo);
