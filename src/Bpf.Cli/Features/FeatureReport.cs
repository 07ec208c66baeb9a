using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>Output form of one feature.</summary>
internal sealed record FeatureReport(string Name, string Since, string State, string Reason);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeatureReport))]
internal sealed partial class FeatureJson : JsonSerializerContext;
