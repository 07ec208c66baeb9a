using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Rules for global functions, which the verifier checks separately, using only their BTF.</summary>
internal static class GlobalFunctions
{
    public static bool Is(MethodDesc method) => method.FindAttribute(AttributeNames.GlobalFunction) is not null;

    /// <summary>Returns true for a context struct, which such a function receives as the pointer it contains.</summary>
    public static bool IsContext(TypeDesc type) => type is DefinedType { Module.IsVocabulary: true } context
        && ProgramKinds.All.Any(kind => kind.Context == context.FullName);

    /// <summary>Returns the context of a kind of program, if the kernel knows it by the name of its struct; null otherwise.</summary>
    public static TypeDesc? ContextOf(ProgramKind kind, TypeSystem types) => kind.Context.Length > 0
        && types.FindModule("Bpf")?.FindType(kind.Context) is { } context && context.FindAttribute(AttributeNames.BtfName) is not null ? context : null;

    /// <summary>
    /// Returns the type by which BTF describes a parameter or result. The verdicts of the vocabulary are integers there, as in C programs: kernels tell
    /// enums from integers when a function is replaced.
    /// </summary>
    public static TypeDesc Described(TypeDesc type)
        => type is DefinedType { IsEnum: true, Module.IsVocabulary: true, EnumUnderlyingType: { } number } ? number : type;

    public static void Check(MethodDesc method)
    {
        if (Fault(method) is { } fault)
        {
            throw new CompilationException(BpfDiagnostics.GlobalFunctionSignature, method.DisplayName, fault);
        }
    }

    private static string? Fault(MethodDesc method)
    {
        bool isPlain = method.IsStatic && method.Arguments.Count == 0 && method.Owner.Arguments.Count == 0;
        bool returnsInteger = TypeLowering.KindOf(method.Signature.ReturnType) is StackKind.Int32 or StackKind.Int64;
        if (GlobalFunctionRules.FaultOf(isPlain, returnsInteger, method.Signature.ParameterTypes.Length) is { } fault)
        {
            return fault;
        }

        for (int i = 0; i < method.Signature.ParameterTypes.Length; i++)
        {
            if (!CanPass(method.Signature.ParameterTypes[i]))
            {
                return $"the parameter '{method.ParameterNames[i]}' must be an integer, a context, or a reference to a struct or an integer";
            }
        }

        return null;
    }

    private static bool CanPass(TypeDesc type) => type switch
    {
        PointerType pointer => IsSized(pointer.Element),
        ByRefType reference => IsSized(reference.Element),
        _ => TypeLowering.KindOf(type) is StackKind.Int32 or StackKind.Int64 || IsContext(type),
    };

    // The verifier takes the size of the memory from the type.
    private static bool IsSized(TypeDesc type) => type is DefinedType { IsValueType: true } && TypeLowering.KindOf(type) != StackKind.None;
}
