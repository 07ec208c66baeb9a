using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Reachability;

/// <summary>How a method is reached from a BPF program: the shortest chain of callers.</summary>
/// <param name="method">The reached method.</param>
/// <param name="caller">The method that calls it; null for the program itself.</param>
/// <param name="use">Where the caller calls it, or refers to it as a callback.</param>
internal sealed class Reach(IMethodSymbol method, Reach? caller, IOperation? use)
{
    /// <summary>The reached method.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>The method that calls it; null for the program itself.</summary>
    public Reach? Caller { get; } = caller;

    /// <summary>Returns a place in code that is reached this way; for code of another project, the call through which BPF code leaves this one.</summary>
    public SyntaxNode EntranceTo(SyntaxNode place, Compilation compilation)
        => compilation.ContainsSyntaxTree(place.SyntaxTree) || use is null ? place : Caller!.EntranceTo(use.Syntax, compilation);

    /// <summary>True when it runs as the callback of a work queue, where it may sleep, or is called by one.</summary>
    public bool IsInWorkCallback => Caller is not null && ((use is not null && LaterCallback.IsOfWork(use)) || Caller.IsInWorkCallback);

    /// <summary>True when it runs as the callback of a timer, or is called by one.</summary>
    public bool IsInTimerCallback => Caller is not null && ((use is not null && LaterCallback.IsOfTimer(use)) || Caller.IsInTimerCallback);

    /// <summary>The program at the start of the chain.</summary>
    public IMethodSymbol Program
    {
        get
        {
            Reach entry = this;
            while (entry.Caller is { } next)
            {
                entry = next;
            }

            return entry.Method;
        }
    }

    /// <summary>The end of a message, which says how BPF code gets here; empty in a program.</summary>
    public string Describe()
    {
        if (Caller is null)
        {
            return "";
        }

        string chain = Method.Name;
        for (Reach? step = Caller; step is not null; step = step.Caller)
        {
            chain = $"{step.Method.Name} → {chain}";
        }

        return $" (called from BPF program '{Program.Name}': {chain})";
    }
}
