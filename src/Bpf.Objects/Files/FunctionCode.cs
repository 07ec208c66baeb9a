namespace Bpf.Objects.Files;

/// <summary>The instructions of one function of an object: a range of an executable section.</summary>
/// <param name="Name">Name of the function's symbol.</param>
/// <param name="SectionIndex">Index of the ELF section.</param>
/// <param name="Start">First instruction, counted from the start of the section.</param>
/// <param name="Count">Number of 8-byte instructions.</param>
internal readonly record struct FunctionCode(string Name, int SectionIndex, int Start, int Count)
{
    /// <summary>One past the last instruction, counted from the start of the section.</summary>
    public int End => Start + Count;
}
