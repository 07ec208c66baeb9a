using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Proven;

/// <summary>A change that may mend a document.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Key">Tells the kinds of changes that a fix makes apart.</param>
/// <param name="Changes">The change.</param>
internal sealed record TriedChange(string Title, string Key, IEnumerable<TextChange> Changes);
