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

        TypeDesc? fault = field.Type is ArrayType ? SharedMemory.FindKernelField(type, DescribeStruct) : SharedMemory.FindStaticFault(type, DescribeStruct);
        if (fault is DefinedType kernelField)
        {
            throw new CompilationException(BpfDiagnostics.StaticKernelField, NameOf(field), kernelField.Name);
        }

        if (LockFaultOf(type) is { } unlocked)
        {
            throw new CompilationException(unlocked.Diagnostic, unlocked.Arguments);
        }
    }

    /// <summary>Describes a list or tree without a lock in the type of a static field or a map value; null when there is none.</summary>
    public static DeclarationFault? LockFaultOf(TypeDesc type) => SharedMemory.FindUnlocked(type, DescribeStruct) is DefinedType collection
        ? new DeclarationFault(BpfDiagnostics.CollectionWithoutLock, type.DisplayName, collection.DisplayName) : null;

    /// <summary>Returns true for types that refer to objects (see <see cref="KernelFields"/>).</summary>
    public static bool OwnsObjects(TypeDesc type) => SharedMemory.FindOwner(type, DescribeStruct) is not null;

    /// <summary>Returns the names of the structs in a type that the kernel manages; see <see cref="SharedMemory"/>.</summary>
    public static IReadOnlyList<string> KernelFieldsIn(TypeDesc type) => [.. SharedMemory.KernelFieldsIn(type, DescribeStruct)];

    /// <summary>Finds a struct with automatic layout; see <see cref="SharedMemory"/>.</summary>
    public static TypeDesc? FindAutomaticLayout(TypeDesc type) => SharedMemory.FindAutomatic(type, DescribeStruct);

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

    // For tuples the rule of the runtime is known, see LayoutEngine, and users cannot change their layout.
    private static StructShape<TypeDesc>? DescribeStruct(TypeDesc type) => type is not DefinedType { IsValueType: true, Primitive: null, IsEnum: false } defined
        ? null
        : new StructShape<TypeDesc>(
            defined.FullName,
            (defined.Attributes & System.Reflection.TypeAttributes.LayoutMask) == System.Reflection.TypeAttributes.AutoLayout && !LayoutEngine.IsTuple(defined),
            defined.InstanceFields.Select(static field => field.Type));
}
