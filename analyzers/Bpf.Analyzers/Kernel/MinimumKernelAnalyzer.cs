using Bpf.Analyzers.Declarations;
using Bpf.Analyzers.Operations;
using System.Collections.Immutable;
using Bpf.Analyzers.Language;
using Bpf.Analyzers.Layout;
using Bpf.Analyzers.Maps;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0018: reports programs, maps and code that need a newer kernel than the project's <c>BpfMinKernel</c>. A program that is loaded only on request is
/// ignored: its object has another program for older kernels.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MinimumKernelAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.OfCode(BpfDiagnostics.KernelTooOld);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (BpfSymbols.Of(start.Compilation) is not { } symbols
                || !start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.BpfMinKernel", out string? text)
                || !Version.TryParse(text, out Version? minimum)
                || BpfCodeGraphs.Of(symbols, start.CancellationToken) is not { Objects.IsEmpty: false } graphs)
            {
                return;
            }

            start.RegisterSymbolAction(symbol => AnalyzeProgram(symbol, symbols, minimum), SymbolKind.Method);
            start.RegisterSymbolAction(symbol => AnalyzeMap(symbol, symbols, minimum), SymbolKind.Field);
            start.RegisterSymbolAction(symbol => AnalyzeTable(symbol, symbols, minimum), SymbolKind.NamedType);
            BpfCode.Register(start, symbols, graphs, [OperationKind.Invocation, OperationKind.PropertyReference], operation =>
            {
                if (IsLoaded(operation.Program, symbols))
                {
                    AnalyzeCode(operation, minimum);
                }
            });
        });
    }

    private static bool IsLoaded(IMethodSymbol program, BpfSymbols symbols)
        => program.GetAttributes().Where(attribute => symbols.KindOf(attribute) is not null)
            .All(static attribute => Argument(attribute, "AutoLoad") is not false);

    private static void AnalyzeProgram(SymbolAnalysisContext context, BpfSymbols symbols, Version minimum)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (BpfSymbols.AttributeOf(method, symbols.GlobalFunctionAttribute) is { } global)
        {
            Report(context, global, [FeatureVersions.Find(FeatureArea.Code, FeatureVersions.GlobalFunction)!], minimum);
        }

        if (!symbols.IsProgram(method) || !symbols.IsObject(method.ContainingType) || !IsLoaded(method, symbols))
        {
            return;
        }

        foreach (AttributeData attribute in method.GetAttributes())
        {
            if (symbols.KindOf(attribute) is { } kind)
            {
                bool isSleepable = Argument(attribute, "Sleepable") is true;
                string section = kind.SectionWith(kind.Option is { } option && Argument(attribute, option) is true);
                bool hasCookie = Argument(attribute, "Cookie") is > 0UL;
                Report(context, attribute, FeatureVersions.OfProgram(kind.ProgramType, section, isSleepable, hasCookie), minimum);
            }
        }
    }

    private static void AnalyzeMap(SymbolAnalysisContext context, BpfSymbols symbols, Version minimum)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (symbols.MapAttributeOf(field) is not { } attribute || !symbols.IsObject(field.ContainingType) || DeclaredMaps.Of(field, attribute) is not { } map)
        {
            return;
        }

        List<FeatureVersion> needs = [.. FeatureVersions.OfFlags(map.EffectiveFlags)];
        if (FeatureVersions.OfMap(map.Kind.Type) is { } type)
        {
            needs.Add(type);
        }

        if (MapSymbols.Of(field.Type)?.Value is { } value && SharedLayout.FindKernelField(value) is { } held)
        {
            needs.Add(FeatureVersions.Find(FeatureArea.Code, held.Name switch
            {
                "BpfTimer" => FeatureVersions.Timer,
                "BpfWorkQueue" => FeatureVersions.WorkQueue,
                _ => FeatureVersions.SpinLock,
            })!);
        }

        Report(context, attribute, needs, minimum);
    }

    private static void AnalyzeTable(SymbolAnalysisContext context, BpfSymbols symbols, Version minimum)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (symbols.StructureOf(type) is not { } structure || !symbols.IsPartOfObject(type)
            || BpfSymbols.AttributeOf(type, symbols.StructOpsAttribute) is not { } attribute || Argument(attribute, "AutoLoad") is false)
        {
            return;
        }

        if (FeatureVersions.Find(FeatureArea.Attachment, structure) is { } table)
        {
            Report(context, attribute, [table], minimum);
        }

        // A number that is 0 is left out where the kernel does not have it.
        foreach (ISymbol symbol in type.GetMembers().Where(static symbol => symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary }
            or IFieldSymbol { IsImplicitlyDeclared: false, ConstantValue: not (0 or 0U or 0L or 0UL) }))
        {
            string member = DeclaredPrograms.MemberOf(symbol, symbols);
            if (StructOpsRules.SinceIfMissing(structure, member, minimum) is { } since)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, symbol.Locations[0], StructOpsRules.Describe(structure, member), since, minimum, ""));
            }
        }
    }

    private static void AnalyzeCode(in BpfOperation operation, Version minimum)
    {
        if (BpfOperation.IsSilent(operation.Operation))
        {
            return;
        }

        (string Name, Version Since)? need = operation.Operation switch
        {
            IInvocationOperation { TargetMethod: var method } => NeedOf(method, operation.Symbols, minimum),
            // The helper is older than its use in uprobes.
            IPropertyReferenceOperation { Property: { Name: "FunctionAddress", ContainingType.Name: "UprobeContext" or "UprobeSessionContext" } }
                => (FeatureVersions.FunctionAddress, FeatureVersions.Find(FeatureArea.Code, FeatureVersions.FunctionAddress)!.Since),
            IPropertyReferenceOperation { Property: var property } => NeedOf(property, operation.Symbols, minimum),
            _ => null,
        };
        if (need is var (name, since) && since > minimum)
        {
            operation.Report(s_rule, name, since, minimum);
        }
    }

    private static (string, Version)? NeedOf(ISymbol method, BpfSymbols symbols, Version minimum)
    {
        if (symbols.HelperOf(method) is { } helper)
        {
            return (helper.Name, new Version(helper.SinceMajor, helper.SinceMinor));
        }

        bool isOptional = BpfSymbols.AttributeOf(method, symbols.KfuncAttribute) is { } attribute && Argument(attribute, "Optional") is true;
        return !isOptional && symbols.KernelFunctionOf(method) is { } name ? (name, KernelFunctionRules.SinceOf(name, minimum)) : null;
    }

    private static void Report(SymbolAnalysisContext context, AttributeData attribute, IEnumerable<FeatureVersion> needs, Version minimum)
    {
        if (needs.OrderByDescending(static need => need.Since).FirstOrDefault() is { } need
            && need.Since > minimum
            && attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is AttributeSyntax syntax)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, syntax.GetLocation(), need.What, need.Since, minimum, ""));
        }
    }

    private static object? Argument(AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
