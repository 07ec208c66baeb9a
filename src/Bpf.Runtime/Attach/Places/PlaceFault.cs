namespace Bpf.Runtime.Attach.Places;

/// <summary>Why a place cannot be probed.</summary>
/// <param name="Defect">The kind of reason.</param>
/// <param name="Reason">Sentences for people.</param>
internal sealed record PlaceFault(ProbePlaceDefect Defect, string Reason);
