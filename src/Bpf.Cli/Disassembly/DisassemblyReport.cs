using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>Output form of the instructions of one program.</summary>
internal sealed record DisassemblyReport(string Object, string Program, string Section, IReadOnlyList<string> Lines);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DisassemblyReport))]
internal sealed partial class DisassemblyJson : JsonSerializerContext;
