using System.Reflection.Metadata;
using Bpf.Shared;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Metadata;
using Bpf.ReferenceKernels;

namespace Bpf.Compiler.Reference;

/// <summary>Describes the types of fields of kernel types, as they appear in the object's BTF.</summary>
internal static class DeclaredTypes
{
    public static DeclaredType Of(TypeDesc type)
    {
        if (type is not DefinedType { IsValueType: true } defined || KernelTypes.PointedToBy(type) is not null)
        {
            return new DeclaredType(type.DisplayName, KernelTypeKind.Pointer, sizeof(ulong), false, "", null);
        }

        if (KernelTypes.Find(type) is not null)
        {
            return new DeclaredType(type.DisplayName, KernelTypeKind.Struct, 0, false, "", null);
        }

        if (InlineArray.Is(type, out InlineArray? array))
        {
            DeclaredType element = Of(array.Element);
            return new DeclaredType(type.DisplayName, KernelTypeKind.Array, element.Size * array.Count, false, "", element);
        }

        int size = LayoutEngine.SizeOf(type);
        if (defined.IsEnum)
        {
            return new DeclaredType(type.DisplayName, KernelTypeKind.Enumeration, size, defined.IsSigned,
                TypeFlavor.Essential(KernelTypes.NameOf(defined) ?? defined.Name), null);
        }

        KernelTypeKind kind = defined.Primitive switch
        {
            null => KernelTypeKind.Struct,
            PrimitiveTypeCode.Single or PrimitiveTypeCode.Double => KernelTypeKind.Float,
            _ => KernelTypeKind.Integer,
        };
        return new DeclaredType(type.DisplayName, kind, size, defined.IsSigned, "", null);
    }
}
