using Bpf.Analyzers.Reachability;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Operations;

/// <summary>An operation of BPF code, with everything a rule needs to check and report it.</summary>
internal readonly struct BpfOperation
{
    private readonly SemanticModelAnalysisContext _context;
    private readonly Reach _reach;

    public BpfOperation(IOperation operation, SemanticModelAnalysisContext context, BpfSymbols symbols, BpfCodeGraph graph, Reach reach)
    {
        Operation = operation;
        _context = context;
        _reach = reach;
        Symbols = symbols;
        Graph = graph;
    }

    /// <summary>The operation.</summary>
    public IOperation Operation { get; }

    /// <summary>The vocabulary.</summary>
    public BpfSymbols Symbols { get; }

    /// <summary>The BPF code that may use the method, or that it may use.</summary>
    public BpfCodeGraph Graph { get; }

    /// <summary>The method that contains the operation.</summary>
    public IMethodSymbol Method => _reach.Method;

    /// <summary>The program through which the operation is reached.</summary>
    public IMethodSymbol Program => _reach.Program;

    /// <summary>True when it runs in the callback of a work queue, where it may sleep.</summary>
    public bool IsInWorkCallback => LaterCallback.IsOfWork(Operation) || _reach.IsInWorkCallback;

    /// <summary>True when it runs in the callback of a timer, where it may not sleep, even if the program may.</summary>
    public bool IsInTimerCallback => LaterCallback.IsOfTimer(Operation) || _reach.IsInTimerCallback;

    /// <summary>Cancellation of the analysis.</summary>
    public CancellationToken Cancellation => _context.CancellationToken;

    /// <summary>
    /// True for code that never runs or is reported by another rule: operands of throw, arguments of attributes and of nameof,
    /// calls that the compiler omits, and messages of assertions.
    /// </summary>
    public static bool IsSilent(IOperation operation)
    {
        if (CodeOf.IsErased(operation))
        {
            return true;
        }

        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IThrowOperation or INameOfOperation or IAttributeOperation || CodeOf.IsErased(parent) || CodeOf.IsAssertionMessage(parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same operation as each program reaches it.</summary>
    public IEnumerable<BpfOperation> FromAllPrograms()
    {
        BpfOperation self = this;
        return Graph.ReachesOf(Method).Select(reach => new BpfOperation(self.Operation, self._context, self.Symbols, self.Graph, reach));
    }

    /// <summary>Returns the value of a build property; null when it is not set.</summary>
    public string? Option(string property)
        => _context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue("build_property." + property, out string? value) && value.Length > 0
            ? value
            : null;

    /// <summary>
    /// Reports a rule of <see cref="Descriptors.OfCode"/>; appends how the code is reached to the arguments. Code of another project is reported at the call
    /// that leads there.
    /// </summary>
    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        bool isHere = location.SourceTree is { } tree && Symbols.Compilation.ContainsSyntaxTree(tree);
        Location place = isHere ? location : _reach.EntranceTo(Operation.Syntax, Symbols.Compilation).GetLocation();
        _context.ReportDiagnostic(Diagnostic.Create(descriptor, place, [.. arguments, _reach.Describe()]));
    }

    /// <summary>Reports a rule at the operation.</summary>
    public void Report(DiagnosticDescriptor descriptor, params object[] arguments) => Report(descriptor, Operation.Syntax.GetLocation(), arguments);
}
