using Bpf.Runtime;

namespace Bpf.Objects.Files;

/// <summary>An executable section: its instructions, which are relocated in place, and its relocations in instruction order.</summary>
internal sealed class CodeSection
{
    private readonly CodeRelocation[] _relocations;

    public CodeSection(ObjectSection section, BpfInstruction[] instructions, CodeRelocation[] relocations)
    {
        Index = section.Index;
        Name = section.Name;
        HoldsSubprograms = section.Utf8Name.SequenceEqual(Utf8SubprogramSection);
        Instructions = instructions;
        _relocations = relocations;
    }

    /// <summary>Name of the section that holds subprograms: functions that become part of the programs that call them.</summary>
    public static ReadOnlySpan<byte> Utf8SubprogramSection => ".text"u8;

    public int Index { get; }

    /// <summary>Name in the file, including a leading '?' if there is one.</summary>
    public string Name { get; }

    public BpfInstruction[] Instructions { get; }

    public bool HoldsSubprograms { get; }

    /// <summary>Returns the relocations of a function's instructions.</summary>
    public ReadOnlySpan<CodeRelocation> RelocationsOf(in FunctionCode function)
    {
        int first = LowerBound(function.Start);
        int last = LowerBound(function.End);
        return _relocations.AsSpan(first, last - first);
    }

    /// <summary>Returns the symbol that an instruction refers to, or -1.</summary>
    public int SymbolAt(int instruction)
    {
        int index = LowerBound(instruction);
        return index < _relocations.Length && _relocations[index].Instruction == instruction ? _relocations[index].Symbol : -1;
    }

    private int LowerBound(int instruction)
    {
        int index = Array.BinarySearch(_relocations, new CodeRelocation(instruction, 0));
        return index < 0 ? ~index : index;
    }
}
