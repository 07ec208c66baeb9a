namespace Bpf.Runtime.Attach.Places;

/// <summary>Why a place cannot be probed.</summary>
/// <param name="Defect">The kind of defect.</param>
/// <param name="Reason">Explanation in sentences.</param>
internal sealed record PlaceFault(ProbePlaceDefect Defect, string Reason);
