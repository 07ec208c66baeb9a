using System.Collections.Immutable;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0025: reports program attributes on local functions, lambdas, accessors and operators, which C# allows but which cannot be programs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ProgramFormAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.ProgramNotMethod);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (BpfSymbols.Of(start.Compilation) is { } symbols)
            {
                // This may be the only BPF code of the project, so the rule looks everywhere; functions with attributes are rare.
                start.RegisterSyntaxNodeAction(node => CheckFunction(node, symbols), SyntaxKind.LocalFunctionStatement,
                    SyntaxKind.ParenthesizedLambdaExpression);
                start.RegisterSymbolAction(
                    symbol => Check((IMethodSymbol)symbol.Symbol, symbols, symbol.ReportDiagnostic, symbol.CancellationToken), SymbolKind.Method);
            }
        });
    }

    private static void CheckFunction(SyntaxNodeAnalysisContext context, BpfSymbols symbols)
    {
        IMethodSymbol? function = context.Node switch
        {
            LocalFunctionStatementSyntax { AttributeLists.Count: > 0 } =>
                context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) as IMethodSymbol,
            LambdaExpressionSyntax { AttributeLists.Count: > 0 } =>
                context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol as IMethodSymbol,
            _ => null,
        };
        if (function is not null)
        {
            Check(function, symbols, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Check(IMethodSymbol method, BpfSymbols symbols, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ProgramForm form = FormOf(method);
        if (form == ProgramForm.Method)
        {
            return;
        }

        string? name = form == ProgramForm.Accessor ? method.AssociatedSymbol?.Name : method.Name;
        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (symbols.KindOf(attribute) is not null && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
                && ProgramForms.FaultOf(form, name, syntax.Name.ToString()) is { } fault)
            {
                report(Diagnostic.Create(s_rule, syntax.GetLocation(), fault.Arguments));
            }
        }
    }

    private static ProgramForm FormOf(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.LocalFunction => ProgramForm.LocalFunction,
        MethodKind.AnonymousFunction => ProgramForm.Lambda,
        MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove => ProgramForm.Accessor,
        MethodKind.UserDefinedOperator or MethodKind.Conversion => ProgramForm.Operator,
        _ => ProgramForm.Method,
    };
}
