using System.Text.Json.Serialization;

namespace Bpf.Cli;

/// <summary>Where in the source a program was refused.</summary>
internal sealed record SourceReport(string File, int Line, int Column, string Text);

/// <summary>Why the verifier refused a program: its log in short.</summary>
internal sealed record VerifierReport(
    string Reason, int Instruction, string InstructionText, string Registers, SourceReport? Source, string? Category, string? Explanation, string? Suggestion);

/// <summary>What became of one program.</summary>
/// <param name="Name">Function name.</param>
/// <param name="Section">Section name.</param>
/// <param name="State">loaded, failed, or skipped: its section name asks for that.</param>
/// <param name="Ok">True unless it failed.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Verifier">The verifier's reasons in parts.</param>
/// <param name="VerifierLog">The whole log of the verifier.</param>
/// <param name="Decision">How it would be attached, and why.</param>
/// <param name="VerifiedInstructions">Instructions that the verifier went through (kernel 5.16).</param>
internal sealed record LoadedProgramReport(
    string Name, string Section, string State, bool Ok, string? Error, VerifierReport? Verifier, string? VerifierLog, string? Decision,
    uint? VerifiedInstructions);

/// <summary>What became of one object.</summary>
/// <param name="Name">Name of the object.</param>
/// <param name="File">File given on the command line.</param>
/// <param name="Origin">Where in the file.</param>
/// <param name="Ok">True when all programs that should load do.</param>
/// <param name="Error">The first reason why not.</param>
/// <param name="VerifierLog">The verifier's log of that reason.</param>
/// <param name="Programs">The programs; empty when the object itself was refused.</param>
internal sealed record LoadReport(
    string Name, string File, string Origin, bool Ok, string? Error, string? VerifierLog, IReadOnlyList<LoadedProgramReport> Programs);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class LoadJson : JsonSerializerContext;
