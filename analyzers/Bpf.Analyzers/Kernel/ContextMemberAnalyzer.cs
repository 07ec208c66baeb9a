using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0430: checks that the hook of a program allows the members of its context that it uses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContextMemberAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.ContextMemberOfOtherHook);

    /// <summary>Creates the analyzer.</summary>
    public ContextMemberAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.PropertyReference, OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        ISymbol member = operation.Operation is IPropertyReferenceOperation property ? property.Property
            : ((IInvocationOperation)operation.Operation).TargetMethod;
        if (!operation.Symbols.IsVocabulary(member)
            || operation.Program.GetAttributes().Select(operation.Symbols.KindOf).FirstOrDefault(static kind => kind is not null)
                is not { Hook: not null } kind)
        {
            return;
        }

        string context = member.ContainingType.ToDisplayString();
        foreach (MemberUse use in UsesOf(operation.Operation))
        {
            if (ContextMembers.FaultOf(kind, context, member.Name, use) is { } fault)
            {
                operation.Report(s_rule, [.. fault.Arguments]);
                return;
            }
        }
    }

    private static MemberUse[] UsesOf(IOperation operation) => operation switch
    {
        IInvocationOperation => [MemberUse.Call],
        { Parent: ISimpleAssignmentOperation assignment } when assignment.Target == operation => [MemberUse.Write],
        { Parent: ICompoundAssignmentOperation compound } when compound.Target == operation => [MemberUse.Read, MemberUse.Write],
        { Parent: IIncrementOrDecrementOperation } => [MemberUse.Read, MemberUse.Write],
        _ => [MemberUse.Read],
    };
}
