using System.Text.Json.Serialization;

namespace Samples;

/// <summary>The result as one JSON object.</summary>
/// <param name="Attach">uprobe_session, or the way of the pair of probes on older kernels.</param>
/// <param name="Buckets">Bucket n counts the calls that took from 2^n to 2^(n+1) nanoseconds.</param>
internal sealed record Summary(string Function, string Attach, string Links, ulong Calls, ulong Failed, ulong Nanoseconds, ulong[] Buckets, int ExitCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
