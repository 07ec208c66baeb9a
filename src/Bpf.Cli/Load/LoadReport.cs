using System.Text.Json.Serialization;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>Output form of the result for one program.</summary>
/// <param name="Name">Function name.</param>
/// <param name="Section">Section name.</param>
/// <param name="State">loaded, failed, or skipped, as its section name requests.</param>
/// <param name="Ok">True unless it failed.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Verifier">The verifier's reasons, parsed.</param>
/// <param name="VerifierLog">The complete verifier log.</param>
/// <param name="Decision">How it would be attached, and why.</param>
/// <param name="VerifiedInstructions">Number of instructions the verifier processed (kernel 5.16).</param>
internal sealed record LoadedProgramReport(
    string Name, string Section, string State, bool Ok, string? Error, RefusalReport? Verifier, string? VerifierLog, string? Decision,
    uint? VerifiedInstructions)
{
    /// <summary>The refusal itself, for people.</summary>
    [JsonIgnore]
    public BpfException? Failure { get; init; }
}

/// <summary>Output form of the result for one object.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="File">File given on the command line.</param>
/// <param name="Origin">Location in the file.</param>
/// <param name="Ok">True when all programs that should load did.</param>
/// <param name="Error">The first error.</param>
/// <param name="VerifierLog">The verifier log of that error.</param>
/// <param name="Programs">The programs; empty when the object itself was rejected.</param>
internal sealed record LoadReport(
    string Name, string File, string Origin, bool Ok, string? Error, string? VerifierLog, IReadOnlyList<LoadedProgramReport> Programs);

/// <summary>JSON serialization of the report.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class LoadJson : JsonSerializerContext;
