using System.Collections.Immutable;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// BPF0027: host code takes the variables of programs from the skeleton. A static field of the BPF class is another variable in the host's own memory.
/// Host code that runs the class's methods itself, as a unit test does, means that one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostFieldAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = Descriptors.Of(BpfDiagnostics.HostReadsField);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (BpfSymbols.Of(start.Compilation) is not { } symbols)
            {
                return;
            }

            BpfCodeGraph graph = BpfCodeGraph.Of(symbols, start.CancellationToken);
            if (graph.IsEmpty && !start.Compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => MayHaveObjects(assembly, symbols)))
            {
                return;
            }

            start.RegisterOperationAction(operation => Analyze(operation, symbols, graph), OperationKind.FieldReference);
        });
    }

    private static void Analyze(OperationAnalysisContext context, BpfSymbols symbols, BpfCodeGraph graph)
    {
        var operation = (IFieldReferenceOperation)context.Operation;
        IFieldSymbol field = operation.Field;
        if (!field.IsStatic
            || field.IsConst
            || !field.Type.IsUnmanagedType
            || !symbols.IsObject(field.ContainingType)
            || graph.ReachOf(context.ContainingSymbol) is not null
            || BpfOperation.IsSilent(operation))
        {
            return;
        }

        string skeleton = field.ContainingType.Name + "Skeleton";
        bool isOwn = IsInside(context.ContainingSymbol, field.ContainingType);
        bool isSure = isOwn || !IsOurs(field, context.Compilation);
        SyntaxNode[] code = [.. CodeAround(operation.Syntax, field.ContainingType, isOwn)];
        if (isSure ? Mentions(code, skeleton) : graph.Uses(field) && !RunsItself(code, field, operation.SemanticModel!, graph, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, operation.Syntax.GetLocation(), $"{field.ContainingType.Name}.{field.Name}", GroupOf(field, skeleton)));
        }
    }

    private static bool MayHaveObjects(IAssemblySymbol assembly, BpfSymbols symbols) => assembly.Modules
        .Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == symbols.ObjectAttribute.ContainingAssembly.Name));

    private static string GroupOf(IFieldSymbol field, string skeleton) => field.IsReadOnly ? $"{skeleton}.Rodata" : $"{skeleton}.Bss or Data";

    private static bool IsOurs(IFieldSymbol field, Compilation compilation) => SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, compilation.Assembly);

    private static bool IsInside(ISymbol symbol, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? container = symbol.ContainingType; container is not null; container = container.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(container, type))
            {
                return true;
            }
        }

        return false;
    }

    // The member, the type or the top-level statements around the use, without the BPF class itself.
    private static IEnumerable<SyntaxNode> CodeAround(SyntaxNode use, INamedTypeSymbol type, bool isInMember)
    {
        SyntaxNode? scope = isInMember ? use.FirstAncestorOrSelf<MemberDeclarationSyntax>() : use.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        IEnumerable<SyntaxNode> roots = scope is not null ? [scope] : use.SyntaxTree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>();
        return roots.SelectMany(root => root.DescendantNodes(node => node == scope || node is not TypeDeclarationSyntax inner || inner.Identifier.ValueText != type.Name));
    }

    private static bool Mentions(SyntaxNode[] code, string skeleton)
        => code.OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == skeleton);

    private static bool RunsItself(SyntaxNode[] code, IFieldSymbol field, SemanticModel model, BpfCodeGraph graph, CancellationToken cancellation)
        => code.OfType<InvocationExpressionSyntax>()
            .Any(call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && graph.ReachOf(method) is not null && graph.Uses(method, field));
}
