using Bpf.Analyzers.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Bpf.Analyzers.Kernel;

/// <summary>Tells objects of the kernel from structs that also exist in processes, such as <c>sockaddr</c> and <c>iovec</c>.</summary>
internal static class KernelObject
{
    private const int MostDepth = 3;

    // What only objects have that the kernel shares, lists or counts.
    private static readonly string[] s_internals =
    [
        "list_head", "hlist_node", "hlist_head", "rb_node", "rb_root", "spinlock", "spinlock_t", "raw_spinlock", "raw_spinlock_t", "mutex",
        "atomic_t", "atomic64_t", "refcount_struct", "refcount_t", "kref", "callback_head", "lockref", "kobject",
    ];

    /// <summary>Returns whether a value is a parameter of a program that points to an object of the kernel.</summary>
    public static bool IsGiven(IOperation value, BpfSymbols symbols) => value is IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } parameter }
        && parameter.ContainingSymbol is IMethodSymbol method && symbols.IsProgram(method) && parameter.Type is IPointerTypeSymbol { PointedAtType: var type }
        && symbols.KindsOf(method).Any(static kind => kind.Prototype is { IsOfSystemCalls: false }) && Is(type, MostDepth);

    private static bool Is(ITypeSymbol type, int depth) => depth > 0 && type is { TypeKind: TypeKind.Struct, ContainingAssembly.Name: KernelTypes.Assembly }
        && type.GetMembers().OfType<IFieldSymbol>().Any(field => !field.IsStatic
            && (Array.IndexOf(s_internals, field.Type.Name) >= 0 || Is(field.Type, depth - 1)));
}
