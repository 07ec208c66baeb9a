namespace Bpf.Testing;

/// <summary>One construct.</summary>
/// <param name="Number">Number, from 1.</param>
/// <param name="Kind">Whether it compiles.</param>
/// <param name="Title">Description.</param>
internal sealed record LanguageRow(int Number, LanguageRowKind Kind, string Title);
