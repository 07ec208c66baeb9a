using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using System.Globalization;
using Bpf.Analyzers.Language;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Verdicts;

/// <summary>
/// BPF0023 and BPF0024: checks that a program returns a verdict of its kind, where the expression shows it, and that <c>[BpfExceptionResult]</c> is one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VerdictValueAnalyzer : LanguageAnalyzer
{
    private static readonly DiagnosticDescriptor s_foreign = Descriptors.OfCode(BpfDiagnostics.ForeignVerdict);
    private static readonly DiagnosticDescriptor s_outOfRange = Descriptors.OfCode(BpfDiagnostics.VerdictOutOfRange);

    /// <summary>Creates the analyzer.</summary>
    public VerdictValueAnalyzer() : base(s_foreign, s_outOfRange)
    {
    }

    private protected override ImmutableArray<OperationKind> Kinds => [OperationKind.Return];

    private protected override Action<IMethodSymbol, SymbolAnalysisContext, BpfSymbols>? MethodRule => AnalyzeExceptionResult;

    private static void AnalyzeExceptionResult(IMethodSymbol program, SymbolAnalysisContext context, BpfSymbols symbols)
    {
        if (program.MethodKind != MethodKind.Ordinary
            || DeclaredPrograms.ExceptionResultOf(program) is null
            || program.GetAttributes().Select(symbols.KindOf).FirstOrDefault(static kind => kind is not null) is not { } kind)
        {
            return;
        }

        foreach (ProgramFault fault in ProgramRules.FaultsOf(DeclaredPrograms.Of(program, kind, symbols))
            .Where(static fault => fault.Part == ProgramPart.ExceptionResult))
        {
            DiagnosticDescriptor rule = fault.Fault.Diagnostic == BpfDiagnostics.ForeignVerdict ? s_foreign : s_outOfRange;
            Location location = ProgramLocations.Of(fault, program, kind, symbols, context.CancellationToken);
            context.ReportDiagnostic(Diagnostic.Create(rule, location, [.. fault.Fault.Arguments, ""]));
        }
    }

    private protected override void Analyze(in BpfOperation operation)
    {
        ProgramKind? kind = operation.Method.GetAttributes().Select(operation.Symbols.KindOf).FirstOrDefault(static kind => kind is not null);
        if (kind is null
            || ((IReturnOperation)operation.Operation).ReturnedValue is not { Type.SpecialType: not SpecialType.System_Boolean } returned
            || ReturnedValues.IsInNestedFunction(operation.Operation)
            || kind.Verdict.Fault(operation.Method.ReturnType.ToDisplayString()) is not null)
        {
            return;
        }

        var values = new ReturnedValues(operation.Symbols.Compilation, operation.Cancellation);
        foreach ((IOperation place, IOperation value) in values.Of(returned))
        {
            if (IsForeign(value, kind.Verdict))
            {
                operation.Report(s_foreign, place.Syntax.GetLocation(), place.Syntax.ToString(), operation.Method.Name, kind.Verdict.Description);
            }
            else if (NumberOf(value) is { } number && !kind.Verdict.Allows(number))
            {
                operation.Report(
                    s_outOfRange, place.Syntax.GetLocation(), number.ToString(CultureInfo.InvariantCulture), operation.Method.Name, kind.Verdict.List());
            }
        }
    }

    // (int)XdpAction.Pass, and (TrafficControlAction)XdpAction.Pass.
    private static bool IsForeign(IOperation value, ProgramVerdict verdict)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
            if (value.Type is { TypeKind: TypeKind.Enum } type && verdict.Fault(type.ToDisplayString()) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static long? NumberOf(IOperation value)
        => value.ConstantValue is { HasValue: true, Value: { } constant } && constant is not (bool or string or char)
        ? Convert.ToInt64(constant, CultureInfo.InvariantCulture)
        : null;
}
