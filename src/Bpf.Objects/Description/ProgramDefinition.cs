using Bpf.Objects.Files;
using Bpf.Objects.Sections;
using Bpf.Shared;

namespace Bpf.Objects.Description;

/// <summary>A program as found in the object file.</summary>
internal sealed class ProgramDefinition
{
    /// <summary>Name of the function.</summary>
    public required string Name { get; init; }

    /// <summary>Section the function is in, without a leading '?'.</summary>
    public required string SectionName { get; init; }

    /// <summary>Row of the section table that matches, or <see langword="null"/> for a section nobody knows.</summary>
    public required SectionKind? Kind { get; init; }

    /// <summary>What the section name has after its kind and a slash, or <see langword="null"/> when that is nothing.</summary>
    public string? TargetText => Kind is { } kind && SectionName.Length > kind.Name.Length + 1 ? SectionName[(kind.Name.Length + 1)..] : null;

    /// <summary>False when the section name starts with '?'.</summary>
    public required bool AutoLoad { get; init; }

    /// <summary>Its probes, when the object has records of them; empty to take the one that the section names.</summary>
    public AttachRecord[] Probes { get; init; } = [];

    /// <summary>Where its instructions are in the object.</summary>
    public required FunctionCode Code { get; init; }
}
