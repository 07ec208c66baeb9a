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
