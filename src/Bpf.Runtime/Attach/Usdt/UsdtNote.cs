namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A static tracing point as its note describes it, with addresses already corrected for prelinking.</summary>
/// <param name="Provider">Who offers the point.</param>
/// <param name="Name">The point.</param>
/// <param name="Address">Virtual address of its instruction.</param>
/// <param name="Semaphore">Virtual address of its semaphore, 0 for none.</param>
/// <param name="Arguments">Where its arguments are, in the notation of the assembler.</param>
internal sealed record UsdtNote(string Provider, string Name, ulong Address, ulong Semaphore, string Arguments);
