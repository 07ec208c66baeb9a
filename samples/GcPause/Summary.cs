using System.Text.Json.Serialization;

namespace Samples;

/// <summary>The result as one JSON object.</summary>
/// <param name="Begins">Times the virtual machine passed gc__begin.</param>
/// <param name="Pauses">Pauses of which begin and end were seen.</param>
/// <param name="Full">Of these, collections of the whole heap, such as System.gc() makes.</param>
/// <param name="Buckets">Bucket n counts the pauses from 2^n to 2^(n+1) nanoseconds.</param>
internal sealed record Summary(string Link, ulong Begins, ulong Ends, int Pauses, int Full, ulong Nanoseconds, ulong Lost, ulong[] Buckets, int ExitCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJson : JsonSerializerContext;
