using Bpf.Objects.Files;
using Bpf.Objects.Sections;
using Bpf.Runtime;
using Bpf.Shared;

namespace Bpf.Objects.Description;

/// <summary>A program as found in the object file.</summary>
internal sealed class ProgramDefinition
{
    /// <summary>Name of the function.</summary>
    public required string Name { get; init; }

    /// <summary>Section the function is in, without a leading '?'.</summary>
    public required string SectionName { get; init; }

    /// <summary>The matching row of the section table, or <see langword="null"/> for an unknown section.</summary>
    public required SectionKind? Kind { get; init; }

    /// <summary>The part of the section name after the kind and a slash, or <see langword="null"/> when it is empty.</summary>
    public string? TargetText => Kind is { } kind && SectionName.Length > kind.Name.Length + 1 ? SectionName[(kind.Name.Length + 1)..] : null;

    /// <summary>False when the section name starts with '?'.</summary>
    public required bool AutoLoad { get; init; }

    /// <summary>The probes the object declares for it; empty to use the one that the section names.</summary>
    public AttachRecord[] Probes { get; init; } = [];

    /// <summary>
    /// The probes of the object's records or, without records, the one that the section names; empty when the host chooses. A probe without a target leaves
    /// it to the host.
    /// </summary>
    public AttachRecord[] DeclaredProbes => Probes.Length > 0 ? Probes
        : TargetText is { } text ? [new AttachRecord(Name, text, 0, AttachRecord.AllProcesses)]
        : [];

    /// <summary>The program with its section, for messages.</summary>
    public ErrorSubject Subject => new(Name, SectionName, "in section");

    /// <summary>Where its instructions are in the object.</summary>
    public required FunctionCode Code { get; init; }
}
