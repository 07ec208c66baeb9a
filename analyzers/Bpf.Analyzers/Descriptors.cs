using System.Collections.Concurrent;
using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers;

/// <summary>Turns rows of the diagnostics catalog into descriptors.</summary>
internal static class Descriptors
{
    private static readonly ConcurrentDictionary<string, DiagnosticDescriptor> s_cache = new();

    /// <summary>Creates the descriptor of a rule about declarations.</summary>
    public static DiagnosticDescriptor Of(BpfDiagnostic diagnostic) => s_cache.GetOrAdd(diagnostic.Id, _ => Create(diagnostic, diagnostic.Message));

    /// <summary>
    /// Creates the descriptor of a rule about BPF code. It takes one more argument than the catalog's message:
    /// how the code is reached from a program, empty in the program itself.
    /// </summary>
    public static DiagnosticDescriptor OfCode(BpfDiagnostic diagnostic)
        => s_cache.GetOrAdd(diagnostic.Id, _ => Create(diagnostic, $"{diagnostic.Message}{{{ArgumentCount(diagnostic.Message)}}}"));

    private static DiagnosticDescriptor Create(BpfDiagnostic diagnostic, string message) => new(
        diagnostic.Id,
        diagnostic.Title,
        message,
        "Bpf." + diagnostic.Area,
        diagnostic.Level switch
        {
            DiagnosticLevel.Error => DiagnosticSeverity.Error,
            DiagnosticLevel.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        helpLinkUri: diagnostic.HelpLink);

    private static int ArgumentCount(string message)
    {
        int count = 0;
        while (message.IndexOf($"{{{count}}}", StringComparison.Ordinal) >= 0)
        {
            count++;
        }

        return count;
    }
}
