using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Rules for static fields that become BPF data.</summary>
internal static class GlobalData
{
    private const string BackingFieldSuffix = ">k__BackingField";

    /// <summary>Describes a static field for the rules of the declaration model.</summary>
    public static DeclaredField Describe(FieldDesc field) => new(
        NameOf(field),
        field.IsConstant,
        field.IsReadOnly,
        field.Name.StartsWith('<'),
        IsBackingField(field),
        Array.Exists(DeclaredField.OtherStorage, attribute => field.FindAttribute(attribute) is not null),
        field.Type is ArrayType,
        IsUnmanaged(field.Type is ArrayType { Rank: 1 } array ? array.Element : field.Type));

    /// <summary>Returns true for a static field that becomes a global variable.</summary>
    public static bool IsSupported(FieldDesc field) => Describe(field).IsVariable;

    /// <summary>Returns the C# name of a field; for a backing field, the name of its property.</summary>
    public static string NameOf(FieldDesc field) => IsBackingField(field) ? field.Name[1..^BackingFieldSuffix.Length] : field.Name;

    /// <summary>Rejects types that user space would not see with the same layout as the programs.</summary>
    /// <exception cref="CompilationException">The type has automatic layout, or contains something that the kernel supports only in map values.</exception>
    public static void CheckShared(FieldDesc field, TypeDesc type)
    {
        if (FindAutomaticLayout(type) is { } automatic)
        {
            throw new CompilationException(BpfDiagnostics.AutomaticLayout, automatic.DisplayName);
        }

        if (FindKernelField(type) is { } kernelField)
        {
            throw new CompilationException(BpfDiagnostics.StaticKernelField, NameOf(field), kernelField.Name);
        }
    }

    /// <summary>
    /// Finds the struct with automatic layout, either the type itself or one that it contains; null when there is none. User space would see other offsets. For
    /// tuples the rule of the runtime is known, see <see cref="LayoutEngine"/>, and users cannot change their layout.
    /// </summary>
    public static DefinedType? FindAutomaticLayout(TypeDesc type)
        => type is not DefinedType { IsValueType: true, Primitive: null, IsEnum: false } defined ? null
        : (defined.Attributes & System.Reflection.TypeAttributes.LayoutMask) == System.Reflection.TypeAttributes.AutoLayout && !LayoutEngine.IsTuple(defined)
        ? defined
        : defined.InstanceFields.Select(field => FindAutomaticLayout(field.Type)).FirstOrDefault(found => found is not null);

    /// <summary>Returns true for types without references. Floating-point fields are allowed: user space may use them.</summary>
    public static bool IsUnmanaged(TypeDesc type) => type switch
    {
        PointerType or FunctionPointerType => true,
        DefinedType { Primitive: PrimitiveTypeCode.Void } => false,
        DefinedType { IsValueType: true, Primitive: not null } => true,
        DefinedType { IsEnum: true } => true,
        DefinedType { IsValueType: true } defined => defined.InstanceFields.All(field => IsUnmanaged(field.Type)),
        _ => false,
    };

    private static bool IsBackingField(FieldDesc field) => field.Name.StartsWith('<') && field.Name.EndsWith(BackingFieldSuffix, StringComparison.Ordinal);

    // The kernel supports locks and timers only in map values.
    private static DefinedType? FindKernelField(TypeDesc type) => type is not DefinedType { IsValueType: true, Primitive: null, IsEnum: false } defined ? null
        : defined.FullName is "Bpf.BpfSpinLock" or "Bpf.BpfTimer" ? defined
        : defined.InstanceFields.Select(field => FindKernelField(field.Type)).FirstOrDefault(found => found is not null);
}
