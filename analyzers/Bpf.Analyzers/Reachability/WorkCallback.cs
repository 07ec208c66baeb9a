using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Reachability;

/// <summary>Callbacks of work queues.</summary>
internal static class WorkCallback
{
    /// <summary>Returns true for an operation in a lambda that is such a callback, and for the name of a method that is one.</summary>
    public static bool Contains(IOperation operation)
    {
        for (IOperation? part = operation; part is not null; part = part.Parent)
        {
            if (part is IDelegateCreationOperation { Type.Name: "BpfWorkCallback" })
            {
                return true;
            }
        }

        return false;
    }
}
