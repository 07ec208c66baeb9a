namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A variable that a probe argument refers to by name.</summary>
/// <param name="Distance">Distance in bytes from the probe's instruction to the variable; <see langword="null"/> when unknown.</param>
/// <param name="Problem">Why it is unknown, as the end of a sentence that begins with the name.</param>
internal readonly record struct UsdtVariable(long? Distance, string? Problem);
