namespace Bpf.Compiler.Elf;

/// <summary>A function of an object, as the code generator wrote it.</summary>
/// <param name="Name">Its symbol.</param>
/// <param name="Code">Its instructions, 8 bytes each.</param>
/// <param name="Lines">The places in the source that begin at an instruction, by its number in the function.</param>
internal sealed record EmittedFunction(string Name, byte[] Code, IReadOnlyList<(int Instruction, SourceLocation Location)> Lines)
{
    /// <summary>The place of an instruction; null when it has none.</summary>
    public SourceLocation? PlaceOf(int instruction)
    {
        SourceLocation? place = null;
        foreach ((int first, SourceLocation location) in Lines)
        {
            if (first > instruction)
            {
                break;
            }

            place = location;
        }

        return place;
    }
}
