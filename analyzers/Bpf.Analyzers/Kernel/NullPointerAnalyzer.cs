using System.Collections.Immutable;
using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Operations;
using Bpf.ReferenceKernels;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0418: reports the first use of a kernel pointer that may be null, when nothing before it can be a test for null. Only this clear case is reported; the
/// others are left to the verifier.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NullPointerAnalyzer : LanguageAnalyzer
{
    private const string AtTheEnd = "is null when the iterator runs after the last object";
    private const string InTheKernel = "may be null by the kernel's prototype";
    private const string NotFound = "may be null, because the function may not find an object";

    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.UncheckedKernelPointer);

    /// <summary>Creates the analyzer.</summary>
    public NullPointerAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds =>
        [OperationKind.ParameterReference, OperationKind.LocalReference, OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        IOperation pointer = operation.Operation;
        if (!IsFollowed(pointer))
        {
            return;
        }

        string? reason = pointer switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => ReasonOf(parameter, operation),
            ILocalReferenceOperation { Local: var local } => ReasonOf(local, pointer, operation.Symbols),
            IInvocationOperation { TargetMethod: var method } => ReasonOf(method, operation.Symbols),
            _ => null,
        };
        if (reason is not null && (pointer is IInvocationOperation || IsFirstUse(pointer)))
        {
            operation.Report(s_rule, pointer.Syntax.ToString(), reason);
        }
    }

    // p->…, *p and p[i]
    private static bool IsFollowed(IOperation pointer)
    {
        SyntaxNode syntax = pointer.Syntax;
        while (syntax.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            syntax = syntax.Parent;
        }

        return syntax.Parent switch
        {
            MemberAccessExpressionSyntax access => access.IsKind(SyntaxKind.PointerMemberAccessExpression) && access.Expression == syntax,
            PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PointerIndirectionExpression),
            ElementAccessExpressionSyntax element => element.Expression == syntax && pointer.Type is IPointerTypeSymbol,
            _ => false,
        };
    }

    private static string? ReasonOf(IParameterSymbol parameter, in BpfOperation operation)
    {
        if (parameter.Type is not IPointerTypeSymbol || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, operation.Method))
        {
            return null;
        }

        int hidden = operation.Method.Parameters.TakeWhile(static first => first.Type.Name.EndsWith("Context", StringComparison.Ordinal)).Count();
        foreach (ProgramKind kind in operation.Symbols.KindsOf(operation.Method).Distinct())
        {
            string name = DeclaredPrograms.Of(operation.Method, kind, operation.Symbols).Targets is { Count: > 0 } targets
                && KernelSignatureRules.ParametersOf(kind, targets[0]) is { } parameters && parameters.Count > parameter.Ordinal - hidden
                ? parameters[parameter.Ordinal - hidden].Name : "";
            if (KernelPointers.MayBeNull(kind, name))
            {
                return kind.Arguments == ProgramArguments.IteratorMembers ? AtTheEnd : InTheKernel;
            }
        }

        return null;
    }

    private static string? ReasonOf(ILocalSymbol local, IOperation use, BpfSymbols symbols)
    {
        IVariableDeclaratorOperation? declarator = Body(use).Descendants().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(candidate => SymbolEqualityComparer.Default.Equals(candidate.Symbol, local));
        IOperation? value = declarator?.GetVariableInitializer()?.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IInvocationOperation call ? ReasonOf(call.TargetMethod, symbols) : null;
    }

    private static string? ReasonOf(IMethodSymbol method, BpfSymbols symbols)
        => symbols.HelperOf(method) is { } helper && KernelPointers.MayReturnNull(helper)
            || (BpfSymbols.AttributeOf(method, symbols.KfuncAttribute)?.ConstructorArguments.FirstOrDefault().Value is string name
                && KfuncTable.Reference.Find(name) is { } function && (function.Flags & KfuncFlags.MayReturnNull) != 0)
            ? NotFound : null;

    // Everything else that is done with the variable may be a test: a comparison, a copy, a call. In a loop, a later one may come first.
    private static bool IsFirstUse(IOperation use)
    {
        for (IOperation? around = use.Parent; around is not null; around = around.Parent)
        {
            if (around is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return false;
            }
        }

        ISymbol? variable = VariableOf(use);
        return Body(use).Descendants().First(other => SymbolEqualityComparer.Default.Equals(VariableOf(other), variable)) == use
            && !Body(use).Descendants().Any(static operation => operation is ILabeledOperation);
    }

    private static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static IOperation Body(IOperation operation)
    {
        while (operation.Parent is not null)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
