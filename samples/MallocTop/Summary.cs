using System.Text.Json.Serialization;

namespace Samples;

/// <summary>The result as one JSON object.</summary>
internal sealed record Summary(string Program, string Attach, string Target, string Reason, ulong Calls, ulong Bytes, ulong Events, ulong Lost);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
