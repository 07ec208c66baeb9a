using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>Output form of a failed command.</summary>
/// <param name="File">File concerned, or the name of the command.</param>
/// <param name="Error">The message.</param>
internal sealed record ErrorReport(string File, string Error);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class ErrorJson : JsonSerializerContext;
