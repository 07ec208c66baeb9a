namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A static tracepoint ready to be probed.</summary>
/// <param name="Address">Virtual address in the file.</param>
/// <param name="Offset">Offset of its instruction in the file.</param>
/// <param name="SemaphoreOffset">Offset of its semaphore in the file, 0 for none.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record UsdtPoint(ulong Address, ulong Offset, ulong SemaphoreOffset, UsdtArgument[] Arguments);
