namespace Bpf.Objects.Files;

/// <summary>An instruction that refers to a symbol.</summary>
/// <param name="Instruction">Index of the instruction in its section.</param>
/// <param name="Symbol">Index in the symbol table.</param>
internal readonly record struct CodeRelocation(int Instruction, int Symbol) : IComparable<CodeRelocation>
{
    public int CompareTo(CodeRelocation other) => Instruction.CompareTo(other.Instruction);
}
