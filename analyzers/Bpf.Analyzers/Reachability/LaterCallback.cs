using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>Callbacks that the kernel runs after the program: those of work queues, which may sleep, and those of timers, which may not.</summary>
internal static class LaterCallback
{
    /// <summary>Returns true for an operation in a lambda that a work queue runs, and for the name of a method that it runs.</summary>
    public static bool IsOfWork(IOperation operation) => IsIn(operation, "BpfWorkCallback");

    /// <summary>Returns true for an operation in a lambda that a timer runs, and for the name of a method that it runs.</summary>
    public static bool IsOfTimer(IOperation operation) => IsIn(operation, "BpfTimerCallback");

    private static bool IsIn(IOperation operation, string callback)
    {
        for (IOperation? part = operation; part is not null; part = part.Parent)
        {
            if (part is IDelegateCreationOperation { Type.Name: var name } && name == callback)
            {
                return true;
            }
        }

        return false;
    }
}
