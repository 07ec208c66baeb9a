using Bpf.Analyzers.Operations;
using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Language;

/// <summary>How the host code of a compilation uses a variable that BPF code also uses.</summary>
internal readonly struct HostUses
{
    private HostUses(bool reads, bool writes, bool runs) => (Reads, Writes, Runs) = (reads, writes, runs);

    /// <summary>True when host code reads the variable.</summary>
    public bool Reads { get; }

    /// <summary>True when host code writes the variable.</summary>
    public bool Writes { get; }

    /// <summary>True when host code runs methods of BPF code that use the variable.</summary>
    public bool Runs { get; }

    /// <summary>Analyzes all code that is not BPF code.</summary>
    public static HostUses Of(IFieldSymbol field, BpfCodeGraphs graphs, Compilation compilation, CancellationToken cancellation)
    {
        string name = field.AssociatedSymbol?.Name ?? field.Name;
        HashSet<string> names = [name, .. graphs.UsersOf(field, cancellation)];
        (bool reads, bool writes, bool runs) = (false, false, false);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SimpleNameSyntax[] candidates =
                [.. tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>().Where(node => names.Contains(node.Identifier.ValueText))];
            if (candidates.Length == 0)
            {
                continue;
            }

            // Few variables of BPF code are outside a BPF class.
#pragma warning disable RS1030
            SemanticModel model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
            foreach (SimpleNameSyntax candidate in candidates)
            {
                if (model.GetEnclosingSymbol(candidate.SpanStart, cancellation) is { } container && graphs.ReachOf(container, cancellation) is not null)
                {
                    continue;
                }

                if (model.GetSymbolInfo(candidate, cancellation).Symbol is IMethodSymbol method)
                {
                    runs |= graphs.Uses(method, field, cancellation);
                }
                else if (OperationOf(candidate, model, cancellation) is { } operation && !BpfOperation.IsSilent(operation)
                    && SymbolEqualityComparer.Default.Equals(BpfCodeGraph.VariableOf(operation), field))
                {
                    VariableUse use = VariableUse.Of(operation);
                    reads |= use.Reads;
                    writes |= use.Writes;
                }
            }
        }

        return new HostUses(reads, writes, runs);
    }

    private static IOperation? OperationOf(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellation)
        => model.GetOperation(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name, cancellation);
}
