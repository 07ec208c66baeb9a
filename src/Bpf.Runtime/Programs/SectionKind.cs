namespace Bpf.Runtime.Programs;

/// <summary>What a section name says of the programs in the section: one row of the section table.</summary>
internal sealed class SectionKind
{
    /// <summary>The name; with <see cref="TakesTarget"/> also the name, a slash and anything.</summary>
    public required string Name { get; init; }

    /// <summary>Type of the programs.</summary>
    public required ProgramType Type { get; init; }

    /// <summary>Attach type at load, 0 for none.</summary>
    public AttachType AttachType { get; init; }

    /// <summary>True when text may follow the name after a slash.</summary>
    public bool TakesTarget { get; init; }

    /// <summary>The attach type is left out on kernels that know none (before 4.17).</summary>
    public bool AttachTypeOptional { get; init; }

    /// <summary>The text after the slash names a kernel function, tracepoint or type that the BTF of the kernel must have.</summary>
    public bool AttachesByBtf { get; init; }

    /// <summary>Load flags.</summary>
    public ProgramFlags Flags { get; init; }

    /// <summary>Makes the program object; the base class cannot attach itself.</summary>
    public Func<BpfObject, ProgramDefinition, BpfProgram> Create { get; init; } = static (owner, definition) => new BpfProgram(owner, definition);

    /// <summary>True when this row is for the section.</summary>
    public bool Matches(ReadOnlySpan<char> section)
        => section.StartsWith(Name, StringComparison.Ordinal) && (section.Length == Name.Length || (TakesTarget && section[Name.Length] == '/'));
}
