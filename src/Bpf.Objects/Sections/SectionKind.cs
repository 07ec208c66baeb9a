using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Sections;

/// <summary>One row of the section table: what a section name tells about the programs in the section.</summary>
/// <param name="Name">The section name; with <see cref="TakesTarget"/>, also the name followed by a slash and any text.</param>
/// <param name="Family">How such programs are attached.</param>
/// <param name="Type">Type of the programs.</param>
/// <param name="AttachType">Attach type at load, 0 for none.</param>
internal sealed record SectionKind(string Name, ProgramFamily Family, ProgramType Type, AttachType AttachType = default)
{
    /// <summary>Load flags.</summary>
    public ProgramFlags Flags { get; init; }

    /// <summary>Of a probe: whether it requires a single, multi or session link.</summary>
    public ProbeForm Form { get; init; }

    /// <summary>True for a probe on function returns.</summary>
    public bool IsReturn { get; init; }

    /// <summary>True when the target is a system call, which the kernel implements in a function named differently on each architecture.</summary>
    public bool IsSystemCall { get; init; }

    /// <summary>True when the section leaves the packet direction to the host.</summary>
    public bool LacksDirection { get; init; }

    /// <summary>True when the attach type is omitted on kernels that have none (before 4.17).</summary>
    public bool IsAttachTypeOptional { get; init; }

    /// <summary>True when text may follow the name after a slash.</summary>
    public bool TakesTarget => AttachesByBtf
        || Family is ProgramFamily.Uprobe or ProgramFamily.Kprobe or ProgramFamily.Usdt or ProgramFamily.Tracepoint or ProgramFamily.RawTracepoint
        or ProgramFamily.StructOps;

    /// <summary>
    /// True when the text after the slash names a function, tracepoint or type that the BTF of the kernel, or of the program to extend, must contain.
    /// </summary>
    public bool AttachesByBtf => Family is ProgramFamily.Tracing or ProgramFamily.Extension or ProgramFamily.Iterator || AttachType == AttachType.LsmCgroup;

    /// <summary>Returns whether this row applies to the section.</summary>
    public bool Matches(ReadOnlySpan<char> section)
        => section.StartsWith(Name, StringComparison.Ordinal) && (section.Length == Name.Length || (TakesTarget && section[Name.Length] == '/'));
}
