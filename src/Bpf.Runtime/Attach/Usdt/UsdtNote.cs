namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A static tracepoint as described by its note, with addresses already adjusted for prelinking.</summary>
/// <param name="Provider">Provider of the tracepoint.</param>
/// <param name="Name">Name of the tracepoint.</param>
/// <param name="Address">Virtual address of its instruction.</param>
/// <param name="Semaphore">Virtual address of its semaphore, 0 for none.</param>
/// <param name="Arguments">Locations of its arguments, in assembler notation.</param>
internal sealed record UsdtNote(string Provider, string Name, ulong Address, ulong Semaphore, string Arguments);
