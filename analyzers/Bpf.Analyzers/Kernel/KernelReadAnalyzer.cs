using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0401 and BPF0417: checks whether fields in kernel memory are read as their pointers allow: directly, or with <c>Core.Read</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelReadAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_needsRead = Descriptors.OfCode(BpfDiagnostics.KernelDereference);
    private static readonly DiagnosticDescriptor s_canBeDirect = Descriptors.OfCode(BpfDiagnostics.DirectRead);

    /// <summary>Creates the analyzer.</summary>
    public KernelReadAnalyzer() : base(s_needsRead, s_canBeDirect)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.FieldReference];

    private protected override void Analyze(in BpfOperation operation)
    {
        BpfSymbols symbols = operation.Symbols;
        var access = (IFieldReferenceOperation)operation.Operation;
        if (!KernelAccess.IsOutermost(access, symbols) || KernelAccess.Parts(access) is not (var members, { } pointer))
        {
            return;
        }

        if (IsReadDirectly(access))
        {
            if (!BpfSymbols.Has(access.Field.Type, symbols.KernelStructAttribute)
                && PointerOrigins.Of(pointer, operation.Method, operation) == PointerOrigin.Number)
            {
                operation.Report(s_needsRead);
            }
        }
        else if (access.Parent is IArgumentOperation { Parent: IInvocationOperation call } && IsCoreRead(call.TargetMethod, symbols)
            && access.Field.Type is { TypeKind: TypeKind.Enum } or { SpecialType: not SpecialType.None }
            && members.All(IsPlain) && !members.Skip(1).Any(member => MayBeNull(member, symbols))
            && !access.Descendants().Any(static step => step is IInlineArrayAccessOperation)
            && PointerOrigins.Of(pointer, operation.Method, operation) == PointerOrigin.Typed)
        {
            operation.Report(s_canBeDirect, call.Syntax.GetLocation(), access.Syntax.ToString());
        }
    }

    private static bool IsCoreRead(IMethodSymbol method, BpfSymbols symbols)
        => method is { Name: "Read", ContainingType.Name: "Core" } && symbols.IsVocabulary(method);

    private static bool IsReadDirectly(IFieldReferenceOperation access) => access.Parent switch
    {
        IArgumentOperation { Parameter: { RefKind: RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter } parameter }
            => parameter.ContainingSymbol.ContainingType is not { Name: "Core", ContainingNamespace.Name: "Bpf" },
        IArgumentOperation or IAddressOfOperation or INameOfOperation or null => false,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => false,
        ISimpleAssignmentOperation { IsRef: true } => false,
        IAssignmentOperation assignment => assignment.Target != access || assignment is ICompoundAssignmentOperation,
        IReturnOperation => access.Syntax.Parent is not Microsoft.CodeAnalysis.CSharp.Syntax.RefExpressionSyntax,
        { Kind: OperationKind.None } => false,
        _ => true,
    };

    // Not a bit-field, and not in a union, where the verifier may find another member at the same offset.
    private static bool IsPlain(IFieldReferenceOperation member)
        => !member.Field.ContainingType.GetAttributes().Concat(member.Field.GetAttributes())
            .Any(static attribute => attribute.NamedArguments.Any(static item => item.Key is "IsUnion" or "Bits"));

    private static bool MayBeNull(IFieldReferenceOperation member, BpfSymbols symbols)
        => BpfSymbols.AttributeOf(member.Field.ContainingType, symbols.KernelStructAttribute)?.ConstructorArguments.FirstOrDefault().Value is string type
            && KernelPointers.MayBeNull(type, KernelAccess.NameOf(member.Field));
}
