using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Sections;

/// <summary>What a section name says of the programs in the section: one row of the section table.</summary>
/// <param name="Name">The name; with <see cref="TakesTarget"/> also the name, a slash and anything.</param>
/// <param name="Family">How such programs are attached.</param>
/// <param name="Type">Type of the programs.</param>
/// <param name="AttachType">Attach type at load, 0 for none.</param>
internal sealed record SectionKind(string Name, ProgramFamily Family, ProgramType Type, AttachType AttachType = default)
{
    /// <summary>Load flags.</summary>
    public ProgramFlags Flags { get; init; }

    /// <summary>Of a probe: whether it is bound to single or multi links.</summary>
    public ProbeForm Form { get; init; }

    /// <summary>True for a probe that runs when the function returns.</summary>
    public bool IsReturn { get; init; }

    /// <summary>True when the target is a system call, whose kernel function has another name on each architecture.</summary>
    public bool IsSystemCall { get; init; }

    /// <summary>True when the section leaves the direction of the packets to the host.</summary>
    public bool LacksDirection { get; init; }

    /// <summary>The attach type is left out on kernels that know none (before 4.17).</summary>
    public bool IsAttachTypeOptional { get; init; }

    /// <summary>True when text may follow the name after a slash.</summary>
    public bool TakesTarget => AttachesByBtf
        || Family is ProgramFamily.Uprobe or ProgramFamily.Kprobe or ProgramFamily.Usdt or ProgramFamily.Tracepoint or ProgramFamily.RawTracepoint
        or ProgramFamily.StructOps;

    /// <summary>The text after the slash names a kernel function, tracepoint or type that the BTF of the kernel must have.</summary>
    public bool AttachesByBtf => Family is ProgramFamily.Tracing or ProgramFamily.Iterator || AttachType == AttachType.LsmCgroup;

    /// <summary>True when this row is for the section.</summary>
    public bool Matches(ReadOnlySpan<char> section)
        => section.StartsWith(Name, StringComparison.Ordinal) && (section.Length == Name.Length || (TakesTarget && section[Name.Length] == '/'));
}
