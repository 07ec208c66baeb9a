namespace Bpf.Runtime.Attach.Usdt;

/// <summary>A variable that the argument of a point refers to by name.</summary>
/// <param name="Distance">Distance in bytes from the point's instruction to it; <see langword="null"/> when it is not known.</param>
/// <param name="Problem">Why it is not known, as the end of a sentence that begins with the name.</param>
internal readonly record struct UsdtVariable(long? Distance, string? Problem);
