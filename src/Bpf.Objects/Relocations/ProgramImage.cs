using Bpf.Runtime;

namespace Bpf.Objects.Relocations;

/// <summary>The code of a program as it is passed to the kernel: its function and a private copy of every function it reaches.</summary>
/// <param name="Instructions">All instructions.</param>
/// <param name="Placements">The functions in code order; the program's own comes first.</param>
internal sealed record ProgramImage(BpfInstruction[] Instructions, IReadOnlyList<FunctionPlacement> Placements)
{
    /// <summary>Returns the index of a function's first instruction; <see langword="null"/> when the program does not contain it.</summary>
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
