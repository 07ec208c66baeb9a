using System.Text;

namespace Bpf.Compiler;

/// <summary>One message about the source.</summary>
/// <param name="Id">Identifier, <c>BPF</c> and four digits.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">The text, one line.</param>
/// <param name="Location">Where; null when the message has no place in the source.</param>
public sealed record CompilerDiagnostic(string Id, CompilerDiagnosticSeverity Severity, string Message, SourceLocation? Location)
{
    /// <summary>The calls that led to the place, innermost first; empty when the place is in a program itself.</summary>
    public IReadOnlyList<string> CallChain { get; init; } = [];

    /// <summary>True for errors.</summary>
    public bool IsError => Severity == CompilerDiagnosticSeverity.Error;

    /// <summary>The form that MSBuild and IDEs understand: <c>file(line,column): error BPF0001: text</c>.</summary>
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
