using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0133: reports lock statements in BPF code.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.LockUse);

    /// <summary>Creates the analyzer.</summary>
    public LockAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Lock];

    private protected override void Analyze(in BpfOperation operation)
    {
        SyntaxNode syntax = operation.Operation.Syntax;
        operation.Report(s_rule, syntax is LockStatementSyntax statement ? statement.LockKeyword.GetLocation() : syntax.GetLocation());
    }
}
