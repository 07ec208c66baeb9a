using Bpf.Objects.Verifier;

namespace Bpf.Runtime;

// Instructions, their source, and copies.
public partial class BpfProgram
{
    /// <summary>The instructions of the program's own function, without subprograms; before load, as in the object file.</summary>
    public ReadOnlySpan<BpfInstruction> Instructions
        => Owner.File.Code[Definition.Code.SectionIndex]!.Instructions.AsSpan(Definition.Code.Start, Definition.Code.Count);

    /// <summary>Returns the source location of an instruction.</summary>
    /// <param name="instruction">Index into <see cref="Instructions"/>.</param>
    /// <returns>The location, or <see langword="null"/> when the object has no line information for it.</returns>
    public SourceLocation? SourceOf(int instruction) => SourceLines.Find(Owner.File, Definition.Code, instruction);

    /// <summary>Returns the kernel's information about the loaded program.</summary>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    public BpfProgramInfo GetInfo() => new(Handle, Name);

    /// <summary>
    /// Loads the program a second time, with the same maps and globals but with its own attach type and run statistics, for example as a single
    /// uprobe in addition to the multi-uprobe.
    /// </summary>
    /// <param name="expectedAttachType">Attach type of the copy; <see langword="null"/> for that of the original.</param>
    /// <returns>The copy; the caller disposes it.</returns>
    /// <exception cref="BpfStateException">The program is not loaded.</exception>
    /// <exception cref="VerifierException">The verifier rejected the copy.</exception>
    public BpfHandle Clone(AttachType? expectedAttachType = null)
    {
        _ = Handle;
        return Owner.LoadCopy(this, expectedAttachType ?? ExpectedAttachType);
    }
}
