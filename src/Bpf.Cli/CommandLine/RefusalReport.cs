using System.Text.Json;
using Bpf.Objects;
using Bpf.Runtime;

namespace Bpf.Cli;

/// <summary>A place in the source.</summary>
internal sealed record SourceReport(string File, int Line, int Column, string Text)
{
    /// <summary>Converts a location.</summary>
    public static SourceReport? Of(SourceLocation? source) => source is null ? null : new SourceReport(source.File, source.Line, source.Column, source.Text);
}

/// <summary>A step on the way to a refusal.</summary>
internal sealed record NoteReport(string Text, SourceReport? Source);

/// <summary>Why the verifier refused a program: a summary of its log, with the explanation.</summary>
internal sealed record RefusalReport(
    string Reason, int Instruction, string InstructionText, string Registers, SourceReport? Source, string? Category, string Class, string? Explanation,
    string? Suggestion, IReadOnlyList<NoteReport> Notes)
{
    /// <summary>Describes a refusal; null if the verifier is not the cause of the error.</summary>
    public static RefusalReport? Of(BpfException? exception) => exception is not VerifierException refusal ? null : new(
        refusal.Reason,
        refusal.Instruction,
        refusal.InstructionText,
        refusal.Registers,
        SourceReport.Of(refusal.SourceLocation),
        NullIfEmpty(refusal.Category),
        JsonNamingPolicy.CamelCase.ConvertName(refusal.Class.ToString()),
        NullIfEmpty(refusal.Explanation),
        NullIfEmpty(refusal.Suggestion),
        [.. refusal.Notes.Select(static note => new NoteReport(note.Text, SourceReport.Of(note.Location)))]);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
