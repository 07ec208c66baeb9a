using System.Globalization;
using Bpf.Shared;

namespace Bpf.Compiler;

/// <summary>Collects diagnostics; the same message at the same location is reported once.</summary>
internal sealed class DiagnosticBag
{
    private readonly Dictionary<(string, string, SourceLocation?), CompilerDiagnostic> _diagnostics = [];

    public bool HasErrors => _diagnostics.Values.Any(diagnostic => diagnostic.IsError);

    public IReadOnlyList<CompilerDiagnostic> InSourceOrder()
        => [.. _diagnostics.Values
            .OrderBy(diagnostic => diagnostic.Location?.File, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location?.Line)
            .ThenBy(diagnostic => diagnostic.Location?.Column)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];

    public void Report(BpfDiagnostic diagnostic, SourceLocation? location, params object[] arguments)
        => Report(diagnostic, string.Format(CultureInfo.InvariantCulture, diagnostic.Message, arguments), location, []);

    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="message">Its message.</param>
    /// <param name="location">Where to show it.</param>
    /// <param name="callChain">How the location is reached.</param>
    /// <param name="declaration">The declaration at fault, when it is reported once however often it is used.</param>
    public void Report(
        BpfDiagnostic diagnostic, string message, SourceLocation? location, IReadOnlyList<string> callChain, SourceLocation? declaration = null)
    {
        CompilerDiagnosticSeverity severity = diagnostic.Level switch
        {
            DiagnosticLevel.Error => CompilerDiagnosticSeverity.Error,
            DiagnosticLevel.Warning => CompilerDiagnosticSeverity.Warning,
            _ => CompilerDiagnosticSeverity.Message,
        };
        string line = message.ReplaceLineEndings(" ");
        _diagnostics.TryAdd(
            (diagnostic.Id, line, declaration ?? location), new CompilerDiagnostic(diagnostic.Id, severity, line, location) { CallChain = callChain });
    }
}
