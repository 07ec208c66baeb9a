using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>A command that failed.</summary>
/// <param name="File">File it was about, or the command's name.</param>
/// <param name="Error">The message.</param>
internal sealed record ErrorReport(string File, string Error);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class ErrorJson : JsonSerializerContext;
