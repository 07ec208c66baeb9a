using Bpf.Objects.Description;
using Bpf.Objects.Files;
using Bpf.Objects.Reading;
using Bpf.Objects.Verifier;
using Bpf.Runtime;

namespace Bpf.Objects;

/// <summary>A program of an object, as its section describes it.</summary>
public sealed class ProgramDescription
{
    private readonly ObjectFile _file;
    private readonly FunctionCode _code;
    private readonly OperandNames _operands;

    internal ProgramDescription(ObjectFile file, ProgramDefinition definition)
    {
        _file = file;
        _code = definition.Code;
        _operands = new OperandNames(file, _code);
        Name = definition.Name;
        Section = definition.SectionName;
        Kind = definition.Kind?.Name;
        Type = definition.Kind?.Type ?? ProgramType.Unspecified;
        AttachType = definition.Kind?.AttachType ?? default;
        Flags = definition.Kind?.Flags ?? default;
        Target = definition.TargetText;
        Targets = [.. definition.DeclaredProbes.Where(static probe => probe.Target.Length > 0).Select(static probe => probe.Target)];
        IsAutoLoaded = definition.AutoLoad;
    }

    /// <summary>Name of the function.</summary>
    public string Name { get; }

    /// <summary>Name of its section, without the '?' that disables automatic loading.</summary>
    public string Section { get; }

    /// <summary>
    /// The part of the section name that determines the kind of program: <c>uprobe.multi</c>, <c>cgroup/connect4</c>; <see langword="null"/> for an
    /// unknown section.
    /// </summary>
    public string? Kind { get; }

    /// <summary>
    /// The rest of the section name: what the program attaches to, in the notation of its kind; <see langword="null"/> when it is left to the host.
    /// </summary>
    public string? Target { get; }

    /// <summary>
    /// Everything that the program attaches to: the targets of all its attributes as written or, in objects of other compilers, <see cref="Target"/>; empty
    /// when that is left to the host.
    /// </summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Program type; <see cref="ProgramType.Unspecified"/> for an unknown section.</summary>
    public ProgramType Type { get; }

    /// <summary>Attach type the program is loaded with unless the loader finds a better one; 0 for none.</summary>
    public AttachType AttachType { get; }

    /// <summary>Load flags.</summary>
    public ProgramFlags Flags { get; }

    /// <summary>False when the section name begins with '?': the program is loaded only if the host asks for it.</summary>
    public bool IsAutoLoaded { get; }

    /// <summary>The instructions of the program's own function as stored in the file: not relocated, and without subprograms.</summary>
    public ReadOnlyMemory<BpfInstruction> Instructions => _file.Code[_code.SectionIndex]!.Instructions.AsMemory(_code.Start, _code.Count);

    /// <summary>Returns the source location of an instruction.</summary>
    /// <param name="instruction">Index into <see cref="Instructions"/>.</param>
    /// <returns>The location, or <see langword="null"/> when the object has no line information for it.</returns>
    public SourceLocation? SourceOf(int instruction) => SourceLines.Find(_file, _code, instruction);

    /// <summary>Resolves the number in an instruction to the helper, function, map, variable or kernel symbol it stands for.</summary>
    /// <param name="instruction">Index into <see cref="Instructions"/>.</param>
    /// <returns>The name, or <see langword="null"/> when the number is just a number.</returns>
    /// <exception cref="IndexOutOfRangeException">The object has no such instruction.</exception>
    public string? OperandOf(int instruction) => _operands.Of(instruction);

    /// <summary>
    /// Writes the instructions as <c>llvm-objdump -d</c> does, one line each: index, bytes and text, followed by the name its number stands for, and
    /// by the source line wherever a new one begins.
    /// </summary>
    /// <param name="output">Receives the lines.</param>
    public void WriteAssembly(TextWriter output)
    {
        string? last = null;
        Disassembler.Write(Instructions.Span, output, index =>
        {
            string? line = SourceOf(index)?.ToString();
            string? source = line == last ? null : line;
            last = line;
            string? name = OperandOf(index);
            return name is null || source is null ? name ?? source : $"{name}; {source}";
        });
    }
}
