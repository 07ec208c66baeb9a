using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>BPF0148: reports a stackalloc in a loop assigned to a variable declared outside it: the next iteration reuses the memory.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeptStackallocAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.KeptStackalloc);

    /// <summary>Creates the analyzer.</summary>
    public KeptStackallocAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.SimpleAssignment];

    private protected override void Analyze(in BpfOperation operation)
    {
        var assignment = (ISimpleAssignmentOperation)operation.Operation;
        if (assignment.Target is not ILocalReferenceOperation { Local: var kept } || !RefersToMemory(kept.Type))
        {
            return;
        }

        foreach (ILocalReferenceOperation source in assignment.Value.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
        {
            if (RefersToMemory(source.Local.Type) && DeclaratorOf(source.Local) is { Initializer.Value: { } made } declarator && IsStackalloc(made)
                && LoopAround(assignment.Syntax, declarator) is { } loop && DeclaratorOf(kept) is { } outside && !loop.Span.Contains(outside.Span))
            {
                operation.Report(s_rule, assignment.Value.Syntax.GetLocation(), kept.Name);
                return;
            }
        }
    }

    private static bool RefersToMemory(ITypeSymbol type) => type is IPointerTypeSymbol || type is { IsRefLikeType: true };

    private static bool IsStackalloc(ExpressionSyntax value)
        => value.DescendantNodesAndSelf()
            .Any(static node => node is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax);

    private static VariableDeclaratorSyntax? DeclaratorOf(ILocalSymbol local)
        => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as VariableDeclaratorSyntax;

    // The innermost loop that contains both.
    private static SyntaxNode? LoopAround(SyntaxNode assignment, SyntaxNode declarator) => assignment.Ancestors()
        .FirstOrDefault(node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax
        && node.Span.Contains(declarator.Span));
}
