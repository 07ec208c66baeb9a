using System.Text.Json.Serialization;

namespace Samples;

/// <summary>The result as one JSON object.</summary>
/// <param name="Sent">The beginning of what the client sent.</param>
/// <param name="Received">The beginning of what it received.</param>
internal sealed record Summary(string Link, ulong SentBytes, ulong ReceivedBytes, ulong LostChunks, string Sent, string Received, int ExitCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
