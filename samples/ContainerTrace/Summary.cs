using System.Text.Json.Serialization;

namespace Samples;

/// <summary>The result as one JSON object.</summary>
internal sealed record Summary(string Link, string Reason, string UserMap, ulong Calls, ulong Bytes, int ExitCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
