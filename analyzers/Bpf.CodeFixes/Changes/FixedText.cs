using Microsoft.CodeAnalysis.Text;

namespace Bpf.CodeFixes.Changes;

/// <summary>A fix that is offered.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Key">What the same fix of another diagnostic has, too.</param>
/// <param name="Text">The document with the fix applied.</param>
internal sealed record FixedText(string Title, string Key, SourceText Text);
