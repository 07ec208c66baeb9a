namespace Bpf.Analyzers.Ownership;

/// <summary>What a method does with the object that a parameter holds.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="NeedsObject">Whether the method uses it without a test, so that it may not be null.</param>
/// <param name="UsesObject">Whether it may not be released before.</param>
internal sealed record ParameterSummary(GivenOutcome Outcome, bool NeedsObject, bool UsesObject);
