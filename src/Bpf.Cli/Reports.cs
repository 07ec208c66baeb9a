using System.Text.Json.Serialization;

namespace Bpf.Cli;

internal sealed record ProgramReport(string Name, string Section, string Type, string AttachType, bool AutoLoad, int Instructions);

internal sealed record MapReport(string Name, string Type, int KeySize, int ValueSize, uint MaxEntries, string Flags, string? PinPath);

internal sealed record GlobalReport(string Section, string Name, ulong Size);

internal sealed record ExternReport(string Name, string Kind, bool Weak);

internal sealed record RelocationReport(string Section, uint Instruction, string Kind, string Access);

internal sealed record InspectReport(
    string Name,
    string Origin,
    string License,
    IReadOnlyList<string> Sections,
    IReadOnlyList<ProgramReport> Programs,
    IReadOnlyList<MapReport> Maps,
    IReadOnlyList<GlobalReport> Globals,
    IReadOnlyList<ExternReport> Externs,
    IReadOnlyList<RelocationReport> CoreRelocations,
    uint BtfTypes,
    IReadOnlyList<string> Needs);

internal sealed record LoadedProgramReport(string Name, bool Ok, string? Decision, uint? VerifiedInstructions);

internal sealed record LoadReport(string Name, string Origin, bool Ok, string? Error, string? VerifierLog, IReadOnlyList<LoadedProgramReport> Programs);

internal sealed record FeatureReport(string Name, string Since, string State, string Reason);

internal sealed record DisassemblyReport(string Object, string Program, IReadOnlyList<string> Lines);

/// <summary>JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InspectReport))]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(FeatureReport))]
[JsonSerializable(typeof(DisassemblyReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
