using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Describes members of the framework for the rules of the declaration model.</summary>
internal static class FrameworkMembers
{
    /// <summary>Describes a method, accessor or constructor.</summary>
    public static FrameworkMember Of(MethodDesc method) => new(
        NameOf(method.Owner),
        method.Name,
        method.Signature.ParameterTypes.Any(static type => IsText(type)),
        IsObject(method.Signature.ReturnType) || IsText(method.Signature.ReturnType) || method.Signature.ParameterTypes.Any(IsObject));

    /// <summary>Describes a static field.</summary>
    public static FrameworkMember Of(FieldDesc field) => new(NameOf(field.Owner), field.Name, HasText: false, IsObject(field.Type) || IsText(field.Type));

    /// <summary>The reason for a method that cannot be run.</summary>
    public static string WhyNot(MethodDesc method) => NotConstant.Calls(method.Owner.DisplayName, method.Name);

    /// <summary>The reason for a member of the framework that does not compute; null for one that does.</summary>
    public static string? FaultOf(MethodDesc method) => Of(method) is var member && FrameworkCode.Computes(member) ? null
        : NotConstant.Uses(member, method.Owner.DisplayName);

    private static string NameOf(DefinedType type)
    {
        DefinedType outermost = type;
        while (outermost.DeclaringType is { } outer)
        {
            outermost = outer;
        }

        return outermost.FullName.Split('`')[0];
    }

    private static bool IsText(TypeDesc type) => type is DefinedType defined && defined.IsNamed("System.String");

    private static bool IsObject(TypeDesc type) => type switch
    {
        ByRefType reference => IsObject(reference.Element),
        ArrayType array => !GlobalData.IsUnmanaged(array.Element),
        DefinedType defined => !defined.IsValueType && defined.Primitive is not System.Reflection.Metadata.PrimitiveTypeCode.Void && !IsText(type),
        _ => false,
    };
}
