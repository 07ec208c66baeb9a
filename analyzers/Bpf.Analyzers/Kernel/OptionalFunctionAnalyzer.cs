using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0440: checks that <c>Core.FunctionExists</c> is asked about optional functions of the kernel.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionalFunctionAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.OptionalFunctionExpected);

    /// <summary>Creates the analyzer.</summary>
    public OptionalFunctionAnalyzer() : base(s_rule)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Invocation];

    private protected override void Analyze(in BpfOperation operation)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod is { Name: "FunctionExists", ContainingType.Name: "Core" } && operation.Symbols.IsVocabulary(call.TargetMethod)
            && !IsOptional(call.Arguments[0].Value, operation.Symbols))
        {
            operation.Report(s_rule, call.Arguments[0].Syntax.GetLocation());
        }
    }

    private static bool IsOptional(IOperation argument, BpfSymbols symbols) => argument switch
    {
        IConversionOperation conversion => IsOptional(conversion.Operand, symbols),
        IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } } =>
            BpfSymbols.AttributeOf(method, symbols.KfuncAttribute) is { } attribute
            && attribute.NamedArguments.Any(static named => named is { Key: "Optional", Value.Value: true }),
        _ => false,
    };
}
