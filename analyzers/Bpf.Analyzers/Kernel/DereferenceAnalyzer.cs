using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0441: reports addresses that BPF code follows itself although the verifier takes them for numbers: arguments of user functions, results of reads, and
/// pointers that were kept in a variable. Members of the kernel's structs are BPF0401.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DereferenceAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.AddressIsFollowed);

    /// <summary>Creates the analyzer.</summary>
    public DereferenceAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.MethodBody];

    private protected override void Analyze(in BpfOperation operation)
    {
        SemanticModel model = operation.Operation.SemanticModel!;
        foreach (SyntaxNode node in operation.Operation.Syntax.DescendantNodes())
        {
            ExpressionSyntax? pointer = PointerOf(node, model);
            while (pointer is ParenthesizedExpressionSyntax parenthesized)
            {
                pointer = parenthesized.Expression;
            }

            if (pointer is not null && !IsAddressOnly(node, model)
                && model.GetTypeInfo(pointer, operation.Cancellation).Type is IPointerTypeSymbol { PointedAtType: { } target }
                && !BpfSymbols.Has(target, operation.Symbols.KernelStructAttribute)
                && model.GetOperation(pointer, operation.Cancellation) is { } value && !BpfOperation.IsSilent(value)
                && PointerOrigins.Of(value, operation.Method, operation) == PointerOrigin.Number)
            {
                operation.Report(s_rule, node.GetLocation(), pointer.ToString());
            }
        }
    }

    private static ExpressionSyntax? PointerOf(SyntaxNode node, SemanticModel model) => node switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PointerIndirectionExpression } indirection => indirection.Operand,
        ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } element => element.Expression,
        MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.PointerMemberAccessExpression } member => member.Expression,
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } creation
            when KnownLengths.IsSpan(model.GetTypeInfo(creation).Type) => arguments[0].Expression,
        _ => null,
    };

    // &p->field, &p[i], and references that a method may use as an address.
    private static bool IsAddressOnly(SyntaxNode node, SemanticModel model)
    {
        SyntaxNode inner = node;
        while (inner.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            inner = inner.Parent;
        }

        return inner.Parent switch
        {
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.AddressOfExpression),
            RefExpressionSyntax => true,
            ArgumentSyntax argument => model.GetOperation(argument) is Microsoft.CodeAnalysis.Operations.IArgumentOperation
            {
                Parameter.RefKind: not RefKind.None,
            },
            _ => false,
        };
    }
}
