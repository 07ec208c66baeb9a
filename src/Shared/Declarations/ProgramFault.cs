namespace Bpf.Shared;

/// <summary>What is wrong with a program.</summary>
/// <param name="Part">What of the method it is about.</param>
/// <param name="Parameter">Index of the parameter, where it is about one.</param>
/// <param name="Fault">The fault.</param>
internal sealed record ProgramFault(ProgramPart Part, int Parameter, DeclarationFault Fault);
