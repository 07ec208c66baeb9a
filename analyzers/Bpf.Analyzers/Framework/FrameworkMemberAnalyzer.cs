using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Framework;

/// <summary>BPF0114: reports members of the framework that bpfc cannot compile.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FrameworkMemberAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.NoImplementation);

    private static readonly SymbolDisplayFormat s_name = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType, miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    /// <summary>Creates the analyzer.</summary>
    public FrameworkMemberAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
    [
        OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation, OperationKind.FieldReference, OperationKind.Binary,
        OperationKind.Unary, OperationKind.Conversion, OperationKind.Loop,
    ];

    private protected override void Analyze(in BpfOperation operation)
    {
        foreach (ISymbol? member in MembersOf(operation.Operation))
        {
            if (member is not null && FrameworkMembers.IsFramework(member) && FrameworkTable.ReasonOf(member) is { } reason)
            {
                string type = member.ContainingType.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Split('<')[0];
                SyntaxNode place = operation.Operation is IForEachLoopOperation loop ? loop.Collection.Syntax : operation.Operation.Syntax;
                ISymbol shown = member is IMethodSymbol { AssociatedSymbol: { } property } ? property : member;
                operation.Report(s_rule, place.GetLocation(), shown.ToDisplayString(s_name), reason + FrameworkAdvice.For(type, member.MetadataName));
                return;
            }
        }
    }

    private static IEnumerable<ISymbol?> MembersOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => [call.TargetMethod],
        IPropertyReferenceOperation property => AccessorsOf(property),
        IObjectCreationOperation { Constructor: { } constructor } => [constructor],
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } => [field],
        IBinaryOperation { OperatorMethod: { } method } => [method],
        IUnaryOperation { OperatorMethod: { } method } => [method],
        IConversionOperation { OperatorMethod: { } method } => [method],
        IForEachLoopOperation { Syntax: CommonForEachStatementSyntax syntax } when operation.SemanticModel!.GetForEachStatementInfo(syntax) is var loop
            => [loop.GetEnumeratorMethod, loop.MoveNextMethod, loop.CurrentProperty?.GetMethod],
        _ => [],
    };

    private static IEnumerable<ISymbol?> AccessorsOf(IPropertyReferenceOperation property)
    {
        bool isTarget = property.Parent is IAssignmentOperation { Target: var target } && target == property;
        if (!isTarget || property.Parent is ICompoundAssignmentOperation)
        {
            yield return property.Property.GetMethod;
        }

        if (isTarget || property.Parent is IIncrementOrDecrementOperation)
        {
            yield return property.Property.SetMethod;
        }
    }
}
