using System.Collections.Immutable;
using Bpf.Analyzers.Operations;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>
/// BPF0410: what runs in user space needs no type of Bpf.Vmlinux, which is not beside the program. Pointers to kernel types and constants need none at run
/// time. A project that references the package itself gets the assembly.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostKernelTypeAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.HostKernelType);

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
                || start.Compilation.SourceModule.ReferencedAssemblies.All(static assembly => assembly.Name != KernelTypes.Assembly)
                || (start.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property.BpfVmlinuxAtRunTime", out string? atRunTime)
                    && string.Equals(atRunTime, "true", StringComparison.OrdinalIgnoreCase)))
            {
                return;
            }

            start.RegisterSymbolAction(AnalyzeField, SymbolKind.Field);
            HostCode.Register(
                start, symbols, BpfCodeGraphs.Of(symbols, start.CancellationToken),
                [OperationKind.VariableDeclarator, OperationKind.TypeOf, OperationKind.Invocation], Analyze);
        });
    }

    private static void AnalyzeField(SymbolAnalysisContext context)
    {
        var field = (IFieldSymbol)context.Symbol;
        if (!field.IsConst && field.ContainingType.TypeKind != TypeKind.Enum && Find(field.Type) is { } type
            && !field.ContainingType.GetAttributes().Any(static attribute => attribute.AttributeClass is { Name: "KernelStructAttribute" }))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, field.Locations[0], type.Name));
        }
    }

    private static void Analyze(HostOperation operation)
    {
        ITypeSymbol? type = operation.Operation switch
        {
            IVariableDeclaratorOperation { Symbol: { IsConst: false } local } => Find(local.Type),
            ITypeOfOperation typeOf => Find(typeOf.TypeOperand),
            IInvocationOperation call => call.TargetMethod.TypeArguments.Select(Find).FirstOrDefault(static found => found is not null)
                ?? (call.Instance?.Type is { } owner ? Find(owner) : null),
            _ => null,
        };
        if (type is not null)
        {
            operation.Report(s_rule, type.Name);
        }
    }

    // A pointer does not load the type it points to.
    private static ITypeSymbol? Find(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Find(array.ElementType),
        INamedTypeSymbol { ContainingAssembly.Name: KernelTypes.Assembly } => type,
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.Select(Find).FirstOrDefault(static found => found is not null),
        _ => null,
    };
}
