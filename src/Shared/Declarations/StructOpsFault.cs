namespace Bpf.Shared;

/// <summary>A violation of the rules for struct_ops.</summary>
/// <param name="Member">Index of the member that it is about; -1 for the class.</param>
/// <param name="Fault">The fault.</param>
internal sealed record StructOpsFault(int Member, DeclarationFault Fault);
