using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>One feature.</summary>
internal sealed record FeatureReport(string Name, string Since, string State, string Reason);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeatureReport))]
internal sealed partial class FeatureJson : JsonSerializerContext;
