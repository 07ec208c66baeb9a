using System.Reflection.Metadata;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Values;

/// <summary>Maps C# types to LLVM types.</summary>
internal sealed class TypeLowering(LLVMContextRef context)
{
    private readonly Dictionary<TypeDesc, LLVMTypeRef> _structs = [];

    public LLVMTypeRef Void { get; } = context.VoidType;

    public LLVMTypeRef Int1 { get; } = context.Int1Type;

    public LLVMTypeRef Int8 { get; } = context.Int8Type;

    public LLVMTypeRef Int16 { get; } = context.Int16Type;

    public LLVMTypeRef Int32 { get; } = context.Int32Type;

    public LLVMTypeRef Int64 { get; } = context.Int64Type;

    public LLVMTypeRef Pointer { get; } = context.PointerType;

    /// <summary>Returns the stack kind of a type.</summary>
    public static StackKind KindOf(TypeDesc type)
    {
        switch (type)
        {
            case PointerType or ByRefType or FunctionPointerType:
                return StackKind.Pointer;
            case DefinedType { IsEnum: true } enumeration:
                return KindOf(enumeration.EnumUnderlyingType);
            case DefinedType { Primitive: { } primitive }:
                return primitive switch
                {
                    PrimitiveTypeCode.Void => StackKind.None,
                    PrimitiveTypeCode.Boolean or PrimitiveTypeCode.Char or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte
                        or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16 or PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32
                        => StackKind.Int32,
                    PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 or PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr => StackKind.Int64,
                    PrimitiveTypeCode.Single or PrimitiveTypeCode.Double
                        => throw new CompilationException(BpfDiagnostics.FloatingPoint, type.DisplayName),
                    PrimitiveTypeCode.String => throw new CompilationException(BpfDiagnostics.StringUse),
                    _ => throw new CompilationException(BpfDiagnostics.ObjectCreation, type.DisplayName),
                };
            case DefinedType { IsValueType: true } structure:
                return structure.FullName switch
                {
                    "System.Int128" or "System.UInt128" => throw new CompilationException(BpfDiagnostics.Int128),
                    "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler" => throw new CompilationException(BpfDiagnostics.InterpolatedString),
                    "System.Decimal" or "System.Half" => throw new CompilationException(BpfDiagnostics.FloatingPoint, type.DisplayName),
                    _ => StackKind.Aggregate,
                };
            case DefinedType map when Discovery.MapDiscovery.IsMapType(map) || map.FullName == "Bpf.BpfMapDeclaration" || DerivesFromMap(map):
                return StackKind.Pointer;
            case DefinedType { IsDelegate: true } callback:
                // Callbacks of the vocabulary are function pointers; other delegates cannot be called.
                return callback.Module.IsVocabulary ? StackKind.Pointer : throw new CompilationException(BpfDiagnostics.DelegateUse);
            case ArrayType:
                throw new CompilationException(BpfDiagnostics.ArrayUse);
            default:
                throw new CompilationException(BpfDiagnostics.ObjectCreation, type.DisplayName);
        }
    }

    /// <summary>Returns true for reference types other than maps and callbacks.</summary>
    public static bool IsObject(TypeDesc type) => type is DefinedType { IsValueType: false, Module.IsVocabulary: false } or ArrayType;

    /// <summary>Returns the LLVM type of a value in memory.</summary>
    public LLVMTypeRef Memory(TypeDesc type) => IsMemoryOnly(type) ? LLVMTypeRef.CreateArray(Int8, (uint)LayoutEngine.SizeOf(type)) : KindOf(type) switch
    {
        StackKind.Pointer => Pointer,
        StackKind.Int64 => Int64,
        StackKind.Int32 => LayoutEngine.SizeOf(type) switch
        {
            1 => Int8,
            2 => Int16,
            _ => Int32,
        },
        StackKind.None => Int8,
        _ => Struct((DefinedType)type),
    };

    /// <summary>Returns the integer type of 1, 2, 4 or 8 bytes.</summary>
    public LLVMTypeRef Integer(int size) => size switch
    {
        1 => Int8,
        2 => Int16,
        4 => Int32,
        _ => Int64,
    };

    /// <summary>Returns the LLVM type of a parameter or result; structs are passed by address.</summary>
    public LLVMTypeRef Abi(TypeDesc type) => Of(KindOf(type));

    public LLVMTypeRef Of(StackKind kind) => kind switch
    {
        StackKind.None => Void,
        StackKind.Int32 => Int32,
        StackKind.Int64 => Int64,
        _ => Pointer,
    };

    // BPF has no instructions for them, but user space may use them in shared memory.
    private static bool IsMemoryOnly(TypeDesc type) => type is DefinedType { Primitive: PrimitiveTypeCode.Single or PrimitiveTypeCode.Double }
        or DefinedType { Module.IsCoreLibrary: true, FullName: "System.Half" or "System.Decimal" or "System.Int128" or "System.UInt128" };

    private static bool DerivesFromMap(DefinedType type)
        => type.BaseType is DefinedType parent && (parent.FullName == "Bpf.BpfMapDeclaration" || DerivesFromMap(parent));

    // The element types tell LLVM's SROA where pointers are; all accesses use byte offsets.
    private LLVMTypeRef Struct(DefinedType type)
    {
        if (_structs.TryGetValue(type, out LLVMTypeRef known))
        {
            return known;
        }

        StructLayout layout = type.Layout;
        List<LLVMTypeRef> elements = [];
        int end = 0;
        bool isPlain = layout.Fields.Length > 0;
        foreach (FieldPlace place in layout.Fields.OrderBy(place => place.Offset))
        {
            if (place.Offset < end)
            {
                isPlain = false;
                break;
            }

            if (place.Offset > end)
            {
                elements.Add(LLVMTypeRef.CreateArray(Int8, (uint)(place.Offset - end)));
            }

            LLVMTypeRef element = Memory(place.Field.Type);
            elements.Add(layout.Repeat == 1 ? element : LLVMTypeRef.CreateArray(element, (uint)layout.Repeat));
            end = place.Offset + (LayoutEngine.SizeOf(place.Field.Type) * layout.Repeat);
        }

        if (layout.Size > end)
        {
            elements.Add(LLVMTypeRef.CreateArray(Int8, (uint)(layout.Size - end)));
        }

        LLVMTypeRef result = isPlain
            ? context.GetStructType([.. elements], packed: true)
            : LLVMTypeRef.CreateArray(Int8, (uint)layout.Size);
        return _structs[type] = result;
    }
}
