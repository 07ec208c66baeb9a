namespace Bpf.Runtime.Attach.Usdt;

/// <summary>One location of a USDT probe, ready to be attached to.</summary>
/// <param name="Address">Virtual address in the file.</param>
/// <param name="Offset">Offset of its instruction in the file.</param>
/// <param name="SemaphoreOffset">Offset of its semaphore in the file, 0 for none.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record UsdtPoint(ulong Address, ulong Offset, ulong SemaphoreOffset, UsdtArgument[] Arguments);
