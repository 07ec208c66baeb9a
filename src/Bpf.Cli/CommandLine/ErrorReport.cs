using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>Output form of a failed command.</summary>
/// <param name="File">File concerned, or the name of the command.</param>
/// <param name="Error">The message.</param>
/// <param name="Verifier">Why the verifier refused a program, if that is the cause.</param>
internal sealed record ErrorReport(string File, string Error, RefusalReport? Verifier);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class ErrorJson : JsonSerializerContext;
