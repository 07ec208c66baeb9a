using System.Globalization;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Describes methods of metadata for the rules of the declaration model.</summary>
internal static class DeclaredPrograms
{
    private const int Ipv4 = 2; // NFPROTO_IPV4, include/uapi/linux/netfilter.h

    /// <summary>Describes a method with an attribute of a kind, in a class that becomes an object.</summary>
    public static DeclaredProgram Of(MethodDesc method, ProgramKind kind, IReadOnlyList<AttributeData> attributes, bool hasOtherKinds)
    {
        bool isGeneric = method.GenericParameterCount > 0 || method.Module.Reader.GetTypeDefinition(method.Owner.Handle).GetGenericParameters().Count > 0;
        return new DeclaredProgram(kind, method.Name)
        {
            HasOtherKinds = hasOtherKinds,
            IsStatic = method.IsStatic,
            IsGeneric = isGeneric,
            HasBody = method.HasBody,
            Probes = [.. attributes.Select(attribute => Describe(attribute, kind))],
            ExceptionResult = ExceptionResultOf(method),
            Result = isGeneric ? null : Describe(method.Signature.ReturnType),
            Parameters = isGeneric ? [] : [.. method.Signature.ParameterTypes.Select((type, index)
                => new DeclaredParameter(method.ParameterNames[index], Describe(type)))],
        };
    }

    /// <summary>Returns what a method was in the source, and the name that it had there.</summary>
    public static (ProgramForm Form, string Name) FormOf(MethodDesc method)
    {
        int mark = method.Name.IndexOf(">g__", StringComparison.Ordinal);
        return mark > 0 ? (ProgramForm.LocalFunction, method.Name[(mark + 4)..].Split('|')[0])
            : method.Name.StartsWith('<') ? (ProgramForm.Lambda, "")
            : !method.IsSpecialName ? (ProgramForm.Method, method.Name)
            : method.Name.StartsWith("op_", StringComparison.Ordinal) ? (ProgramForm.Operator, method.Name)
            : (ProgramForm.Accessor, method.Name[(method.Name.IndexOf('_') + 1)..]);
    }

    /// <summary>Returns the name of a type with its namespace, or its C# keyword.</summary>
    public static string FullNameOf(TypeDesc type) => type is DefinedType { Primitive: null } defined ? defined.FullName : type.DisplayName;

    private static DeclaredProbe Describe(AttributeData attribute, ProgramKind kind)
        => new([.. attribute.ArgumentTypes.Select(FullNameOf)], attribute.Arguments)
    {
        IsSingle = attribute.Get("Single", false),
        IsSleepable = attribute.Get("Sleepable", false),
        HasOption = kind.Option is { } option && attribute.Get(option, false),
        Netfilter = kind.Family == ProgramFamily.Netfilter && attribute.Get("Hook", -1) is >= 0 and var hook
            ? new NetfilterPlace(attribute.Get("Family", Ipv4), hook, attribute.Get("Priority", 0), attribute.Get("Defragment", false)) : null,
        IsLoaded = attribute.Get("AutoLoad", true),
        ProcessId = attribute.Get("ProcessId", AttachRecord.AllProcesses),
        Cookie = attribute.Get("Cookie", 0UL),
        Frequency = attribute.Get("Frequency", 0U),
        Period = attribute.Get("Period", 0UL),
    };

    private static ExceptionResult? ExceptionResultOf(MethodDesc program)
        => (program.FindAttribute(ExceptionResult.Attribute) ?? program.Owner.FindAttribute(ExceptionResult.Attribute)) is { } attribute
            ? new ExceptionResult(Convert.ToInt32(attribute.Arguments[0], CultureInfo.InvariantCulture),
                FullNameOf(attribute.ArgumentTypes[0]), attribute.ArgumentTypes[0].DisplayName)
            : null;

    /// <summary>Describes the type of a parameter, a result or a field.</summary>
    public static SignatureType Describe(TypeDesc type) => new(FullNameOf(type), type.DisplayName, ShapeOf(type))
    {
        Size = ShapeOf(type) is TypeShape.Boolean or TypeShape.Int32 or TypeShape.Integer ? LayoutEngine.SizeOf(type) : 0,
        IsSigned = PrimitiveOf(type) is PrimitiveTypeCode.SByte or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.Int32 or PrimitiveTypeCode.Int64
            or PrimitiveTypeCode.IntPtr,
        RefersToStruct = IsStruct(type switch { PointerType pointer => pointer.Element, ByRefType reference => reference.Element, _ => null }),
        KernelName = type is PointerType { Element: DefinedType element } && KernelTypes.NameOf(element) is { } name ? TypeFlavor.Essential(name) : null,
    };

    private static bool IsStruct(TypeDesc? type) => type is DefinedType { IsValueType: true, IsEnum: false, Primitive: null } structure
        && GlobalData.IsUnmanaged(structure) && !Array.Exists(ProgramKinds.All, kind => kind.Context == structure.FullName);

    private static PrimitiveTypeCode? PrimitiveOf(TypeDesc type)
        => type is DefinedType { IsEnum: true, EnumUnderlyingType: { } underlying } ? PrimitiveOf(underlying) : (type as DefinedType)?.Primitive;

    private static TypeShape ShapeOf(TypeDesc type) => type switch
    {
        PointerType => TypeShape.Pointer,
        ByRefType { Element: DefinedType { IsValueType: true } element } when GlobalData.IsUnmanaged(element) => TypeShape.StructReference,
        DefinedType { IsEnum: true, EnumUnderlyingType: { } underlying } => ShapeOf(underlying),
        DefinedType { Primitive: PrimitiveTypeCode.Void } => TypeShape.Void,
        DefinedType { Primitive: PrimitiveTypeCode.Boolean } => TypeShape.Boolean,
        DefinedType { Primitive: PrimitiveTypeCode.Int32 } => TypeShape.Int32,
        DefinedType
        {
            Primitive: PrimitiveTypeCode.Char or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16
                or PrimitiveTypeCode.UInt32 or PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 or PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr,
        } => TypeShape.Integer,
        _ => TypeShape.Other,
    };
}
