using System.Collections.Immutable;
using Bpf.Analyzers.Declarations;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Tests;

/// <summary>Every analyzer of the product, discovered as the compiler does it.</summary>
internal static class AllAnalyzers
{
    public static ImmutableArray<DiagnosticAnalyzer> Rules { get; } = [.. Instances().Where(static analyzer => analyzer is not DiagnosticSuppressor)];

    public static ImmutableArray<DiagnosticSuppressor> Suppressors { get; } = [.. Instances().OfType<DiagnosticSuppressor>()];

    private static IEnumerable<DiagnosticAnalyzer> Instances() => typeof(ProgramShapeAnalyzer).Assembly.GetTypes()
        .Where(static type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
        .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
}
