using System.Text.Json.Serialization;

namespace Bpf.Cli;

internal sealed record SectionReport(string Name, string Kind, ulong Size, bool Executable);

/// <param name="Name">Function name.</param>
/// <param name="Section">Section name, without the '?' that disables automatic loading.</param>
/// <param name="Targets">What it attaches to; empty when that is left to the host.</param>
/// <param name="Type">Program type; Unspecified for an unknown section.</param>
/// <param name="AttachType">Attach type at load, or none.</param>
/// <param name="AutoLoad">False when the section name begins with '?'.</param>
/// <param name="Instructions">Length in 8-byte instructions, excluding subprograms.</param>
/// <param name="Source">Source location of its start.</param>
/// <param name="Attach">For probes: how the running kernel would attach it, and why.</param>
internal sealed record ProgramReport(
    string Name, string Section, IReadOnlyList<string> Targets, string Type, string AttachType, bool AutoLoad, int Instructions, string? Source,
    AttachReport? Attach);

internal sealed record AttachReport(string Way, string Reason, string? Warning);

/// <param name="Name">Name.</param>
/// <param name="Type">Map type.</param>
/// <param name="KeySize">Size of a key in bytes.</param>
/// <param name="ValueSize">Size of a value in bytes.</param>
/// <param name="MaxEntries">Capacity.</param>
/// <param name="Flags">Creation flags.</param>
/// <param name="KeyType">C type of the keys, if the object states it.</param>
/// <param name="ValueType">C type of the values, if the object states it.</param>
/// <param name="RecordType">C type of the records of a queue, if the object states it.</param>
/// <param name="RecordSize">Size of that type in bytes.</param>
/// <param name="PinPath">Path for pinning by name.</param>
/// <param name="InitialSlots">Programs or maps stored in it at load, by index; null for an empty slot.</param>
/// <param name="Inner">Type of the inner maps in a map of maps.</param>
internal sealed record MapReport(
    string Name, string Type, int KeySize, int ValueSize, uint MaxEntries, string Flags, string? KeyType, string? ValueType, string? RecordType,
    int? RecordSize, string? PinPath,
    IReadOnlyList<string?>? InitialSlots, string? Inner);

internal sealed record GlobalReport(string Section, string Name, ulong Size, string? Type);

internal sealed record ExternReport(string Name, string Kind, bool Weak);

internal sealed record RelocationReport(string Section, int Instruction, string Kind, string Access);

/// <param name="Total">Number of types.</param>
/// <param name="Kinds">Number of types of each kind.</param>
internal sealed record BtfReport(uint Total, IReadOnlyDictionary<string, int> Kinds);

internal sealed record TypeReport(uint Id, string Kind, string Text, uint? Size);

/// <summary>A kernel feature that the object needs.</summary>
/// <param name="What">Name of the feature.</param>
/// <param name="Since">Kernel version that introduced it.</param>
/// <param name="UsedBy">Programs, maps and other parts of the object that need it.</param>
internal sealed record NeedReport(string What, string Since, IReadOnlyList<string> UsedBy);

/// <summary>What a BPF file system must delegate for the object to load and attach with a token, in mount option notation.</summary>
internal sealed record DelegationReport(
    IReadOnlyList<string> Commands, IReadOnlyList<string> Maps, IReadOnlyList<string> Programs, IReadOnlyList<string> AttachTypes);

internal sealed record InspectReport(
    string Name,
    string Origin,
    string ByteOrder,
    string License,
    IReadOnlyList<SectionReport> Sections,
    IReadOnlyList<ProgramReport> Programs,
    IReadOnlyList<MapReport> Maps,
    IReadOnlyList<GlobalReport> Globals,
    IReadOnlyList<ExternReport> Externs,
    IReadOnlyList<RelocationReport> CoreRelocations,
    BtfReport? Btf,
    IReadOnlyList<TypeReport>? Types,
    IReadOnlyList<NeedReport> Needs,
    string LowestKernel,
    DelegationReport Delegation);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InspectReport))]
internal sealed partial class InspectJson : JsonSerializerContext;
