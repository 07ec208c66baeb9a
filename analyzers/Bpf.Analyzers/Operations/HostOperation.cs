using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Operations;

/// <summary>An operation of code that does not become BPF code.</summary>
internal readonly struct HostOperation
{
    private readonly SemanticModelAnalysisContext _context;

    public HostOperation(IOperation operation, ISymbol owner, SemanticModelAnalysisContext context)
    {
        Operation = operation;
        Owner = owner;
        _context = context;
    }

    /// <summary>The operation.</summary>
    public IOperation Operation { get; }

    /// <summary>The method, field or property that contains it.</summary>
    public ISymbol Owner { get; }

    /// <summary>Cancellation of the analysis.</summary>
    public CancellationToken Cancellation => _context.CancellationToken;

    /// <summary>Reports a rule at the operation.</summary>
    public void Report(DiagnosticDescriptor rule, params object[] arguments)
        => _context.ReportDiagnostic(Diagnostic.Create(rule, Operation.Syntax.GetLocation(), arguments));
}
