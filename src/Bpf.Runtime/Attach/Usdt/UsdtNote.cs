namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A USDT probe as described by its note, with addresses already adjusted for prelinking.</summary>
/// <param name="Provider">Provider of the probe.</param>
/// <param name="Name">Name of the probe.</param>
/// <param name="Address">Virtual address of its instruction.</param>
/// <param name="Semaphore">Virtual address of its semaphore, 0 for none.</param>
/// <param name="Arguments">Locations of its arguments, in assembler notation.</param>
internal sealed record UsdtNote(string Provider, string Name, ulong Address, ulong Semaphore, string Arguments);
