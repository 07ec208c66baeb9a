using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Declarations;

/// <summary>Reads the declarations of programs from symbols.</summary>
internal static class DeclaredPrograms
{
    /// <summary>Describes a method with an attribute of a kind.</summary>
    public static DeclaredProgram Of(IMethodSymbol method, ProgramKind kind, BpfSymbols symbols)
    {
        bool isGeneric = method.IsGenericMethod || IsInGenericType(method);
        return new DeclaredProgram(kind, method.Name)
        {
            HasOtherKinds = method.GetAttributes().Select(symbols.KindOf).Any(other => other is not null && other != kind),
            ForeignClass = symbols.IsPartOfObject(method.ContainingType) ? null : method.ContainingType.Name,
            IsStatic = method.IsStatic,
            IsGeneric = isGeneric,
            HasBody = !(method.IsExtern || method.IsAbstract || method is { IsPartialDefinition: true, PartialImplementationPart: null }),
            Probes = kind.Family == ProgramFamily.StructOps ? [Member(method, symbols)]
                : [.. method.GetAttributes().Where(attribute => symbols.KindOf(attribute) == kind).Select(Describe)],
            ExceptionResult = ExceptionResultOf(method)?.ConstructorArguments.FirstOrDefault() is { Value: int number, Type: { } type }
                ? new ExceptionResult(number, type.ToDisplayString(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))
                : null,
            Result = isGeneric ? null : Describe(method.ReturnType, method.RefKind, symbols),
            Parameters = isGeneric ? [] : [.. method.Parameters.Select(parameter
                => new DeclaredParameter(parameter.Name, Describe(parameter.Type, parameter.RefKind, symbols)))],
        };
    }

    /// <summary>Returns the <c>[BpfExceptionResult]</c> that applies to a program; null when there is none.</summary>
    public static AttributeData? ExceptionResultOf(IMethodSymbol program)
        => program.GetAttributes().Concat(program.ContainingType.GetAttributes())
            .FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == ExceptionResult.Attribute);

    /// <summary>Returns the kernel's name of the struct_ops member that a method or field declares.</summary>
    public static string MemberOf(ISymbol member, BpfSymbols symbols)
        => StructOpsKinds.MemberOf(
            BpfSymbols.AttributeOf(member, symbols.StructOpsMemberAttribute)?.ConstructorArguments.FirstOrDefault().Value as string, member.Name);

    private static DeclaredProbe Member(IMethodSymbol method, BpfSymbols symbols)
        => (BpfSymbols.AttributeOf(method, symbols.StructOpsMemberAttribute) is { } attribute ? Describe(attribute) : new DeclaredProbe([], [])) with
        {
            ArgumentTypes = ["string"],
            Arguments = [MemberOf(method, symbols)],
        };

    private static DeclaredProbe Describe(AttributeData attribute)
    {
        return new DeclaredProbe(
            [.. attribute.ConstructorArguments.Select(static argument => argument.Type?.ToDisplayString() ?? "")],
            [.. attribute.ConstructorArguments.Select(static argument
                => argument.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum ? argument.Value : null)])
        {
            IsSingle = Get("Single", false),
            IsSleepable = Get("Sleepable", false),
            IsLoaded = Get("AutoLoad", true),
            ProcessId = Get("ProcessId", AttachRecord.AllProcesses),
            Cookie = Get("Cookie", 0UL),
            Frequency = Get("Frequency", 0U),
            Period = Get("Period", 0UL),
        };

        T Get<T>(string name, T missing)
            => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is T value ? value : missing;
    }

    /// <summary>Describes the type of a parameter, a result or a field.</summary>
    public static SignatureType Describe(ITypeSymbol type, RefKind reference, BpfSymbols symbols)
        => new(
            reference == RefKind.None ? type.ToDisplayString() : $"ref {type.ToDisplayString()}",
            type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            reference == RefKind.None ? ShapeOf(type)
                : type is { TypeKind: TypeKind.Struct, IsUnmanagedType: true } ? TypeShape.StructReference
                : TypeShape.Other)
        {
            Size = reference == RefKind.None ? SizeOf(type) : 0,
            IsSigned = IsSigned(type),
            RefersToStruct = (reference != RefKind.None ? type : (type as IPointerTypeSymbol)?.PointedAtType)
                is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsRefLikeType: false, IsUnmanagedType: true },
            KernelName = type is IPointerTypeSymbol pointer
                && BpfSymbols.AttributeOf(pointer.PointedAtType, symbols.KernelStructAttribute)?.ConstructorArguments.FirstOrDefault().Value is string name
                ? TypeFlavor.Essential(name) : null,
        };

    private static int SizeOf(ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_SByte or SpecialType.System_Byte => 1,
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 8,
        _ => 0,
    };

    private static bool IsSigned(ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType
        is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_IntPtr;

    private static TypeShape ShapeOf(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol => TypeShape.Pointer,
        INamedTypeSymbol { EnumUnderlyingType: { } underlying } => ShapeOf(underlying),
        { SpecialType: SpecialType.System_Void } => TypeShape.Void,
        { SpecialType: SpecialType.System_Boolean } => TypeShape.Boolean,
        { SpecialType: SpecialType.System_Int32 } => TypeShape.Int32,
        { SpecialType: SpecialType.System_Char or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => TypeShape.Integer,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => TypeShape.Integer,
        _ => TypeShape.Other,
    };

    private static bool IsInGenericType(IMethodSymbol method)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType)
            {
                return true;
            }
        }

        return false;
    }
}
