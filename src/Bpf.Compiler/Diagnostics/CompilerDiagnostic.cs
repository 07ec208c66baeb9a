using System.Text;

namespace Bpf.Compiler;

/// <summary>One message about the source.</summary>
/// <param name="Id">Identifier, <c>BPF</c> and four digits.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">The text, one line.</param>
/// <param name="Location">The source location; null when the message does not have one.</param>
public sealed record CompilerDiagnostic(string Id, CompilerDiagnosticSeverity Severity, string Message, SourceLocation? Location)
{
    /// <summary>The calls that lead to the location, innermost first; empty when the location is in the program itself.</summary>
    public IReadOnlyList<string> CallChain { get; init; } = [];

    /// <summary>True for errors.</summary>
    public bool IsError => Severity == CompilerDiagnosticSeverity.Error;

    /// <summary>Formats the diagnostic as MSBuild and IDEs expect it: <c>file(line,column): error BPF0001: text</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Location is { } location ? $"{location.File}({location.Line},{location.Column})" : "bpfc");
        string severity = Severity switch
        {
            CompilerDiagnosticSeverity.Error => "error",
            CompilerDiagnosticSeverity.Warning => "warning",
            _ => "message",
        };
        text.Append($": {severity} {Id}: {Message}");
        foreach (string caller in CallChain)
        {
            text.Append($"; called from {caller}");
        }

        return text.ToString();
    }
}
