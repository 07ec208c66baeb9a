using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>Which static fields can be BPF data.</summary>
internal static class GlobalData
{
    /// <summary>True for a static field that becomes a global variable.</summary>
    public static bool IsSupported(FieldDesc field)
        => !field.Name.StartsWith('<') && field.FindAttribute("Bpf.KconfigAttribute") is null && field.FindAttribute("Bpf.KernelSymbolAttribute") is null && field.FindAttribute("System.ThreadStaticAttribute") is null
            && (IsUnmanaged(field.Type) || (field.IsReadOnly && field.Type is ArrayType { Rank: 1 } array && IsUnmanaged(array.Element)));

    /// <summary>The struct that CoreCLR lays out as it likes, in or behind a type; null when there is none. User space would see other offsets.</summary>
    public static DefinedType? FindAutomaticLayout(TypeDesc type) => type is not DefinedType { IsValueType: true, Primitive: null, IsEnum: false } defined ? null
        : (defined.Attributes & System.Reflection.TypeAttributes.LayoutMask) == System.Reflection.TypeAttributes.AutoLayout ? defined
        : defined.InstanceFields.Select(field => FindAutomaticLayout(field.Type)).FirstOrDefault(found => found is not null);

    /// <summary>The lock or timer in a type, which the kernel keeps in map values only; null when there is none.</summary>
    public static DefinedType? FindKernelField(TypeDesc type) => type is not DefinedType { IsValueType: true, Primitive: null, IsEnum: false } defined ? null
        : defined.FullName is "Bpf.BpfSpinLock" or "Bpf.BpfTimer" ? defined
        : defined.InstanceFields.Select(field => FindKernelField(field.Type)).FirstOrDefault(found => found is not null);

    /// <summary>True for types without references and floating point.</summary>
    public static bool IsUnmanaged(TypeDesc type) => type switch
    {
        PointerType => true,
        DefinedType { Primitive: PrimitiveTypeCode.Single or PrimitiveTypeCode.Double or PrimitiveTypeCode.Void } => false,
        DefinedType { IsValueType: true, Primitive: not null } => true,
        DefinedType { IsEnum: true } => true,
        DefinedType { IsValueType: true } defined => defined.InstanceFields.All(field => IsUnmanaged(field.Type)),
        _ => false,
    };
}
