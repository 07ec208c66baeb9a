using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>Takes accesses to kernel types apart, such as <c>task->signal->rlim[3].rlim_cur</c>.</summary>
internal static class KernelAccess
{
    /// <summary>Returns true for a member of a kernel struct that is not part of a longer access.</summary>
    public static bool IsOutermost(IFieldReferenceOperation field, BpfSymbols symbols)
        => IsKernelMember(field, symbols) && field.Parent is not (IFieldReferenceOperation or IInlineArrayAccessOperation) && !IsIndirection(field.Parent);

    /// <summary>Returns true for a member of a kernel struct.</summary>
    public static bool IsKernelMember(IOperation operation, BpfSymbols symbols)
        => operation is IFieldReferenceOperation { Field.ContainingType: { } type } && BpfSymbols.Has(type, symbols.KernelStructAttribute);

    /// <summary>Returns the kernel's name of a field of a kernel struct.</summary>
    public static string NameOf(IFieldSymbol field)
        => field.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.Name == "KernelFieldAttribute")
            ?.ConstructorArguments.FirstOrDefault().Value as string ?? KernelNames.OfField(field.Name);

    /// <summary>Returns true for the <c>p-></c> of a member, whose only operation is <c>p</c>.</summary>
    private static bool IsIndirection(IOperation? operation) => operation is { Kind: OperationKind.None, Parent: IFieldReferenceOperation };

    /// <summary>Returns the members of an access, from the last to the first, and the pointer that it starts from; null when there is none.</summary>
    public static (IReadOnlyList<IFieldReferenceOperation> Members, IOperation? Pointer) Parts(IFieldReferenceOperation access)
    {
        List<IFieldReferenceOperation> members = [];
        IOperation? step = access;
        while (true)
        {
            switch (step)
            {
                case IFieldReferenceOperation { Instance: { } instance } field:
                    members.Add(field);
                    step = instance;
                    break;
                case IInlineArrayAccessOperation array:
                    step = array.Instance;
                    break;
                case { Kind: OperationKind.None } when step.ChildOperations.Count > 0 && Unwrap(step.ChildOperations.First()) is IFieldReferenceOperation inner:
                    step = inner;
                    break;
                case { Kind: OperationKind.None } when step.ChildOperations.Count > 0:
                    return (members, step.ChildOperations.First());
                default:
                    return (members, null);
            }
        }
    }

    private static IOperation Unwrap(IOperation operation) => operation is IParenthesizedOperation parenthesized ? Unwrap(parenthesized.Operand) : operation;
}
