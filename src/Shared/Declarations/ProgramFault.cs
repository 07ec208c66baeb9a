namespace Bpf.Shared;

/// <summary>A violation of the rules for programs.</summary>
/// <param name="Part">Part of the method to report it at.</param>
/// <param name="Index">Index of the parameter or attribute, for a fault of one.</param>
/// <param name="Fault">The fault.</param>
internal sealed record ProgramFault(ProgramPart Part, int Index, DeclarationFault Fault);
