using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Reachability;

/// <summary>
/// The BPF code of a compilation. Each group of types that may use each other has a graph of its own, which is built when somebody asks about one of the types:
/// an edit of one file does not bind the code of all programs again.
/// </summary>
internal sealed class BpfCodeGraphs
{
    private static readonly Once<Compilation, BpfCodeGraphs> s_ofCompilation = new();
    private static readonly Once<CodeGroup, BpfCodeGraph> s_ofGroup = new();

    private readonly BpfSymbols _symbols;
    private readonly CodeGroups _groups;

    private BpfCodeGraphs(BpfSymbols symbols, CancellationToken cancellation)
    {
        _symbols = symbols;
        Objects = ObjectDeclarations.In(symbols, cancellation);
        _groups = new CodeGroups(symbols.Compilation, Objects, cancellation);
    }

    /// <summary>The classes with <c>[BpfObject]</c>.</summary>
    public ImmutableArray<INamedTypeSymbol> Objects { get; }

    /// <summary>The names of the types that may have BPF code or variables of programs.</summary>
    public IEnumerable<string> TypeNames => _groups.TypeNames;

    /// <summary>Returns the graphs of a compilation.</summary>
    public static BpfCodeGraphs Of(BpfSymbols symbols, CancellationToken cancellation)
        => s_ofCompilation.Of(symbols.Compilation, () => new BpfCodeGraphs(symbols, cancellation));

    /// <summary>Returns the graphs that have bodies in a file.</summary>
    public IEnumerable<BpfCodeGraph> In(SyntaxTree tree, CancellationToken cancellation) => _groups.In(tree).Select(group => GraphOf(group, cancellation));

    /// <summary>Returns how BPF code reaches a method; null when it does not.</summary>
    public Reach? ReachOf(ISymbol symbol, CancellationToken cancellation) => GraphOf(symbol, cancellation)?.ReachOf(symbol);

    /// <summary>Returns true when BPF code reads or writes a static field.</summary>
    public bool Uses(IFieldSymbol field, CancellationToken cancellation) => GraphOf(field, cancellation)?.Uses(field) == true;

    /// <summary>Returns true when BPF code may write to a static field, or has elements of it that it may write to.</summary>
    public bool Writes(IFieldSymbol field, CancellationToken cancellation) => GraphOf(field, cancellation)?.Writes(field) == true;

    /// <summary>Returns true when a method of BPF code, or a callee, reads or writes a static field.</summary>
    public bool Uses(IMethodSymbol method, IFieldSymbol field, CancellationToken cancellation)
        => GraphOf(method, cancellation) is { } graph && graph.ReachOf(method) is not null && graph.Uses(method, field);

    /// <summary>Returns the names of the BPF code that reads or writes a static field.</summary>
    public IEnumerable<string> UsersOf(IFieldSymbol field, CancellationToken cancellation) => GraphOf(field, cancellation)?.UsersOf(field) ?? [];

    // Host code that uses other projects is not compared with the programs.
    private BpfCodeGraph? GraphOf(ISymbol symbol, CancellationToken cancellation)
        => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _symbols.Compilation.Assembly) && symbol.ContainingType is { } type
            && _groups.Of(type) is { } group ? GraphOf(group, cancellation) : null;

    private BpfCodeGraph GraphOf(CodeGroup group, CancellationToken cancellation)
        => s_ofGroup.Of(group, () => new BpfCodeGraph(_symbols, group.Objects, cancellation));
}
