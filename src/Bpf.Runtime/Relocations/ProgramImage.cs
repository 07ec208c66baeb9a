namespace Bpf.Runtime.Relocations;

/// <summary>The code of a program as the kernel gets it: its function and a private copy of every function it reaches.</summary>
/// <param name="Instructions">All instructions.</param>
/// <param name="Placements">The functions in the order of their code; the program's own comes first.</param>
internal sealed record ProgramImage(BpfInstruction[] Instructions, IReadOnlyList<FunctionPlacement> Placements);
