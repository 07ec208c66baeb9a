using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>The instructions of one program.</summary>
internal sealed record DisassemblyReport(string Object, string Program, string Section, IReadOnlyList<string> Lines);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DisassemblyReport))]
internal sealed partial class DisassemblyJson : JsonSerializerContext;
