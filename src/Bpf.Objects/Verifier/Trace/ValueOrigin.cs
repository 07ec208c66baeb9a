namespace Bpf.Objects.Verifier.Trace;

/// <summary>Where a value was made, and what happened to it on the way.</summary>
/// <param name="Index">Index of the step in the path.</param>
/// <param name="Step">The call, load or constant.</param>
/// <param name="Offsets">Registers that were added to it, with the step, the last one first.</param>
/// <param name="Changes">Steps that changed it by arithmetic, the last one first.</param>
internal sealed record ValueOrigin(int Index, TraceStep Step, IReadOnlyList<(int Index, int Register)> Offsets, IReadOnlyList<TraceStep> Changes)
{
    /// <summary>True for the result of a call.</summary>
    public bool IsCall => Step.IsCall;

    /// <summary>True for a value from memory.</summary>
    public bool IsLoad => Step.Text.Contains("*)(", StringComparison.Ordinal);
}
