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

    public void Report(BpfDiagnostic diagnostic, string message, SourceLocation? location, IReadOnlyList<string> callChain)
    {
        CompilerDiagnosticSeverity severity = diagnostic.Level switch
        {
            DiagnosticLevel.Error => CompilerDiagnosticSeverity.Error,
            DiagnosticLevel.Warning => CompilerDiagnosticSeverity.Warning,
            _ => CompilerDiagnosticSeverity.Message,
        };
        string line = message.ReplaceLineEndings(" ");
        // An initializer is reported at its own location, however often the field is used.
        SourceLocation? place = diagnostic == BpfDiagnostics.StaticInitializerUnknown ? null : location;
        _diagnostics.TryAdd((diagnostic.Id, line, place), new CompilerDiagnostic(diagnostic.Id, severity, line, location) { CallChain = callChain });
    }
}
