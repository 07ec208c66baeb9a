using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Bpf.Analyzers.Layout;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// BPF0145: reports a struct left uninitialized by <c>Unsafe.SkipInit</c> that is passed to the kernel or to user space with unset fields.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartlySetAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.PartlySet);

    /// <summary>Creates the analyzer.</summary>
    public PartlySetAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod is not { Name: "SkipInit", ContainingType.Name: "Unsafe" } || LocalOf(call.Arguments[0].Value) is not { } local
            || local.Type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } type || !HasSeparateFields(type))
        {
            return;
        }

        HashSet<string> unset = [.. type.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic).Select(static field => field.Name)];
        IOperation? whole = null;
        IOperation root = call;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        foreach (ILocalReferenceOperation use in root.Descendants().OfType<ILocalReferenceOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(use.Local, local) || use.Parent?.Parent == call)
            {
                continue;
            }

            switch (use.Parent)
            {
                case IDeclarationExpressionOperation:
                    break;
                case IFieldReferenceOperation part:
                    unset.Remove(part.Field.Name);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter } argument
                    when argument.Parent is IInvocationOperation target && operation.Symbols.IsVocabulary(target.TargetMethod):
                    whole ??= use;
                    break;
                case ISimpleAssignmentOperation assignment when assignment.Value == use:
                    whole ??= use;
                    break;
                default:
                    return; // set as a whole, or by whoever receives it
            }
        }

        if (whole is not null && unset.Count > 0)
        {
            operation.Report(s_rule, whole.Syntax.GetLocation(), local.Name,
                string.Join(", ", unset.OrderBy(static name => name, StringComparer.Ordinal).Select(static name => $"'{name}'")));
        }
    }

    private static ILocalSymbol? LocalOf(IOperation argument) => argument switch
    {
        ILocalReferenceOperation reference => reference.Local,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation reference } => reference.Local,
        _ => null,
    };

    private static bool HasSeparateFields(INamedTypeSymbol type) => StructAttributes.Of(type) is { Kind: LayoutKind.Sequential, InlineArrayLength: 0 };
}
