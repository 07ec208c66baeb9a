using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>The code of a program as the kernel gets it: its function and a private copy of every function it reaches.</summary>
/// <param name="Instructions">All instructions.</param>
/// <param name="Placements">The functions in the order of their code; the program's own comes first.</param>
internal sealed record ProgramImage(BpfInstruction[] Instructions, IReadOnlyList<FunctionPlacement> Placements)
{
    /// <summary>Index of the first instruction of a function; <see langword="null"/> when the program does not have it.</summary>
    public int? FindFunction(string name)
    {
        foreach (FunctionPlacement placement in Placements)
        {
            if (placement.Function.Name == name)
            {
                return placement.Position;
            }
        }

        return null;
    }
}
