using Bpf.Analyzers.Layout;
using Bpf.Analyzers.Operations;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bpf.Analyzers.Reachability;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>
/// BPF0027: reports host code that does not use the skeleton to access variables of programs. A static field of the BPF class is another variable, in the
/// host's own memory, and so are the elements of an array, the backing field of an automatic property, and a static field of another class that programs use.
/// Host code that runs the class's methods itself, as a unit test does, uses its own variables on purpose.
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

            BpfCodeGraphs graphs = BpfCodeGraphs.Of(symbols, start.CancellationToken);
            if (graphs.Objects.IsEmpty && !start.Compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => MayHaveObjects(assembly, symbols)))
            {
                return;
            }

            var others = new ConcurrentDictionary<IFieldSymbol, HostUses>(SymbolEqualityComparer.Default);
            HostUses UsesOf(IFieldSymbol field, CancellationToken cancellation)
                => others.GetOrAdd(field, key => HostUses.Of(key, graphs, start.Compilation, cancellation));
            HostCode.Register(start, symbols, graphs, [OperationKind.FieldReference, OperationKind.PropertyReference],
                operation => Analyze(operation, symbols, graphs, field => UsesOf(field, operation.Cancellation)));
        });
    }

    private static void Analyze(HostOperation host, BpfSymbols symbols, BpfCodeGraphs graphs, Func<IFieldSymbol, HostUses> usesOf)
    {
        IOperation operation = host.Operation;
        if (BpfCodeGraph.VariableOf(operation) is not { } field
            || !StaticData.IsVariable(field))
        {
            return;
        }

        VariableUse use = VariableUse.Of(operation);
        if (symbols.IsObject(field.ContainingType)
            ? IsMistaken(host, field, use, graphs)
            : !field.IsReadOnly && graphs.Uses(field, host.Cancellation) && IsPointless(host, field, use, graphs, usesOf))
        {
            string skeleton = field.ContainingType.Name + "Skeleton";
            string name = $"{field.ContainingType.Name}.{field.AssociatedSymbol?.Name ?? field.Name}";
            string advice = symbols.IsObject(field.ContainingType) ? $"the programs' variable is in the skeleton: {GroupOf(field, skeleton)}"
                : "move it into the BPF class, so that the skeleton exposes the programs' variable";
            host.Report(s_rule, name, advice);
        }
    }

    private static bool IsMistaken(HostOperation host, IFieldSymbol field, VariableUse use, BpfCodeGraphs graphs)
    {
        // The elements of an array that no program writes are the same everywhere, until they are written.
        if (field.Type is IArrayTypeSymbol && !use.Writes && !graphs.Writes(field, host.Cancellation))
        {
            return false;
        }

        bool isOwn = IsInside(host.Owner, field.ContainingType);
        bool isSure = isOwn || !IsOurs(field, host.Operation.SemanticModel!.Compilation);
        SyntaxNode[] code = [.. CodeAround(host.Operation.Syntax, field.ContainingType, isOwn)];
        return isSure ? Mentions(code, field.ContainingType.Name + "Skeleton")
            : graphs.Uses(field, host.Cancellation) && !RunsItself(code, field, host.Operation.SemanticModel!, graphs, host.Cancellation);
    }

    // A variable of another class may also be used by the host alone. It is not when the host only reads what only programs write, or only writes what it
    // never reads.
    private static bool IsPointless(HostOperation host, IFieldSymbol field, VariableUse use, BpfCodeGraphs graphs, Func<IFieldSymbol, HostUses> usesOf)
        => (use.Writes || graphs.Writes(field, host.Cancellation)) && usesOf(field) is { Runs: false } uses && (use.Writes ? !uses.Reads : !uses.Writes);

    private static bool MayHaveObjects(IAssemblySymbol assembly, BpfSymbols symbols) => assembly.Modules
        .Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == symbols.ObjectAttribute.ContainingAssembly.Name));

    private static string GroupOf(IFieldSymbol field, string skeleton) => field.IsReadOnly ? $"{skeleton}.Rodata" : $"{skeleton}.Bss or Data";

    private static bool IsOurs(IFieldSymbol field, Compilation compilation)
        => SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, compilation.Assembly);

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

    // The member, type or top-level statements that contain the use, without the BPF class itself.
    private static IEnumerable<SyntaxNode> CodeAround(SyntaxNode use, INamedTypeSymbol type, bool isInMember)
    {
        SyntaxNode? scope = isInMember ? use.FirstAncestorOrSelf<MemberDeclarationSyntax>() : use.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        IEnumerable<SyntaxNode> roots = scope is not null ? [scope] : use.SyntaxTree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>();
        return roots.SelectMany(
            root => root.DescendantNodes(node => node == scope || node is not TypeDeclarationSyntax inner || inner.Identifier.ValueText != type.Name));
    }

    private static bool Mentions(SyntaxNode[] code, string skeleton)
        => code.OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == skeleton);

    private static bool RunsItself(SyntaxNode[] code, IFieldSymbol field, SemanticModel model, BpfCodeGraphs graphs, CancellationToken cancellation)
        => code.OfType<InvocationExpressionSyntax>()
            .Any(call => model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && graphs.Uses(method, field, cancellation));
}
