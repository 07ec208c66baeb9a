using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;
using System.Reflection.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>Maps C# types to the C types that BTF can express.</summary>
internal sealed class DebugTypes
{
    private const uint Boolean = 2; // DW_ATE_boolean
    private const uint Float = 4; // DW_ATE_float
    private const uint Signed = 5; // DW_ATE_signed
    private const uint SignedChar = 6; // DW_ATE_signed_char
    private const uint Unsigned = 7; // DW_ATE_unsigned
    private const uint UnsignedChar = 8; // DW_ATE_unsigned_char
    private const uint ConstTag = 0x26; // DW_TAG_const_type
    private const uint StructureTag = 0x13; // DW_TAG_structure_type

    private readonly Dictionary<TypeDesc, LLVMMetadataRef> _types = [];
    private readonly Dictionary<TypeDesc, LLVMMetadataRef> _pointers = [];
    private readonly LLVMDIBuilderRef _builder;
    private readonly LLVMMetadataRef _unit;
    private readonly LLVMMetadataRef _file;
    private readonly string _kernelTypeMark;
    private readonly DebugTags _tags;
    private readonly Dictionary<(FieldDesc Field, int Offset), LLVMMetadataRef> _collections = [];
    private readonly List<DefinedType> _named = [];
    private int _kernelTypes;
    private LLVMMetadataRef _int;
    private LLVMMetadataRef _voidPointer;

    public DebugTypes(LLVMDIBuilderRef builder, LLVMMetadataRef unit, LLVMMetadataRef file, string kernelTypeMark, DebugTags tags)
    {
        _tags = tags;
        _builder = builder;
        _unit = unit;
        _file = file;
        _kernelTypeMark = kernelTypeMark;
        Kernel = new KernelDebugTypes(builder, unit, file, this);
    }

    /// <summary>The types of the kernel.</summary>
    public KernelDebugTypes Kernel { get; }

    /// <summary>Types that the kernel finds by their name, so that they need to be complete.</summary>
    public IReadOnlyList<DefinedType> Named => _named;

    /// <summary>C's <c>int</c>, which map definitions use.</summary>
    public LLVMMetadataRef Int => _int.Handle != 0 ? _int : _int = _builder.CreateBasicType("int", 32, Signed);

    public LLVMMetadataRef ConstVoid => _builder.CreateQualifiedType(ConstTag, default);

    public LLVMMetadataRef VoidPointer => _voidPointer.Handle != 0 ? _voidPointer : _voidPointer = _builder.CreatePointerType(default);

    /// <summary>Returns the debug type; null metadata for void.</summary>
    public LLVMMetadataRef Get(TypeDesc type)
    {
        switch (type)
        {
            case PointerType pointer:
                return PointerTo(pointer.Element);
            case ByRefType reference:
                return PointerTo(reference.Element);
            case FunctionPointerType function:
                return PointerToFunction(function.Result, function.Parameters.Items);
            case DefinedType { Primitive: PrimitiveTypeCode.Void }:
                return default;
            case DefinedType { Primitive: PrimitiveTypeCode.Int32 }:
                return Int;
            case DefinedType { IsValueType: true } defined:
                if (!_types.TryGetValue(type, out LLVMMetadataRef known))
                {
                    known = Create(defined);
                    _types[type] = known;
                }

                return known;
            default:
                return VoidPointer;
        }
    }

    public LLVMMetadataRef PointerTo(TypeDesc element)
    {
        if (element is not (DefinedType { IsValueType: true } or PointerType) || element is DefinedType { Primitive: PrimitiveTypeCode.Void })
        {
            return VoidPointer;
        }

        if (!_pointers.TryGetValue(element, out LLVMMetadataRef pointer))
        {
            pointer = _builder.CreatePointerType(Get(element));
            _pointers[element] = pointer;
        }

        return pointer;
    }

    public LLVMMetadataRef PointerTo(LLVMMetadataRef element) => _builder.CreatePointerType(element);

    /// <summary>Creates a pointer to a function.</summary>
    public LLVMMetadataRef PointerToFunction(TypeDesc result, IEnumerable<TypeDesc> parameters)
        => PointerTo(_builder.CreateSubroutineType(_file, [Get(result), .. parameters.Select(Get)]));

    /// <summary>Returns the type of a parameter of a kernel function, where a delegate is a pointer to a function.</summary>
    public LLVMMetadataRef OfParameter(TypeDesc type)
        => type is DefinedType { IsDelegate: true } callback && callback.Methods.First(static method => method.Name == "Invoke") is { } invoke
            ? PointerToFunction(invoke.Signature.ReturnType, invoke.Signature.ParameterTypes)
            : Get(type);

    /// <summary>Creates an integer with the name that C has for its size.</summary>
    public LLVMMetadataRef Integer(int size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => _builder.CreateBasicType("signed char", 8, SignedChar),
        (1, false) => _builder.CreateBasicType("unsigned char", 8, UnsignedChar),
        (2, _) => _builder.CreateBasicType(isSigned ? "short" : "unsigned short", 16, isSigned ? Signed : Unsigned),
        (4, _) => isSigned ? Int : _builder.CreateBasicType("unsigned int", 32, Unsigned),
        _ => _builder.CreateBasicType(isSigned ? "long long" : "unsigned long long", 64, isSigned ? Signed : Unsigned),
    };

    public LLVMMetadataRef Array(LLVMMetadataRef element, int elementSize, int count)
        => _builder.CreateArrayType((ulong)elementSize * 8 * (ulong)count, 0, element, [_builder.GetOrCreateSubrange(0, count)]);

    public LLVMMetadataRef Bytes(int count) => Array(_builder.CreateBasicType("char", 8, SignedChar), 1, count);

    /// <summary>Creates an enum with one member, which encodes a 64-bit number in a map definition.</summary>
    public LLVMMetadataRef Constant(string name, ulong value)
        => _builder.CreateEnumerationType(_file, "", _file, 0, 64, 0,
            [_builder.CreateEnumerator($"__unique_value_{name}", unchecked((long)value), isUnsigned: true)],
            _builder.CreateBasicType("unsigned long", 64, Unsigned));

    public LLVMMetadataRef Struct(string name, int size, IReadOnlyList<(string Name, LLVMMetadataRef Type, int Size, int Offset)> members)
        => _builder.CreateStructType(_file, name, _file, 0, (ulong)size * 8, 0, Members(members));

    /// <summary>Takes a finished type for the node that stood for it, which exists no longer.</summary>
    public void Replace(DefinedType type, LLVMMetadataRef result) => _types[type] = result;

    private LLVMMetadataRef Create(DefinedType type)
    {
        if (type.Primitive is { } primitive)
        {
            (string name, uint encoding) = primitive switch
            {
                PrimitiveTypeCode.Boolean => ("_Bool", Boolean),
                PrimitiveTypeCode.Char => ("unsigned short", Unsigned),
                PrimitiveTypeCode.SByte => ("signed char", SignedChar),
                PrimitiveTypeCode.Byte => ("unsigned char", UnsignedChar),
                PrimitiveTypeCode.Int16 => ("short", Signed),
                PrimitiveTypeCode.UInt16 => ("unsigned short", Unsigned),
                PrimitiveTypeCode.UInt32 => ("unsigned int", Unsigned),
                PrimitiveTypeCode.Int64 => ("long long", Signed),
                PrimitiveTypeCode.UInt64 => ("unsigned long long", Unsigned),
                PrimitiveTypeCode.IntPtr => ("long", Signed),
                PrimitiveTypeCode.UIntPtr => ("unsigned long", Unsigned),
                PrimitiveTypeCode.Single => ("float", Float),
                PrimitiveTypeCode.Double => ("double", Float),
                _ => ("unsigned int", Unsigned),
            };
            return _builder.CreateBasicType(name, (ulong)type.Layout.Size * 8, encoding);
        }

        if (type.IsEnum)
        {
            return Enumeration(type);
        }

        if (ManagedTypes.TagOf(type) is { } tag)
        {
            return Reference(type, tag);
        }

        string structName = NameOf(type);
        if (KernelTypes.Find(type) is not null)
        {
            return Kernel.Declare(type, structName);
        }

        LLVMMetadataRef forward = _builder.CreateReplaceableCompositeType(StructureTag, structName, _file, _file, 0, 0, 0);
        _types[type] = forward;
        LLVMMetadataRef result = Structure(type, structName);
        forward.ReplaceAllUsesWith(result);
        return result;
    }

    private LLVMMetadataRef Structure(DefinedType type, string name)
    {
        StructLayout layout = type.Layout;
        List<LLVMMetadataRef> members = [];
        foreach (FieldPlace place in layout.Fields.OrderBy(place => place.Offset))
        {
            (LLVMMetadataRef memberType, int size) = Member(place.Field.Type, layout.Repeat);
            members.Add(ManagedTypes.CollectionOf(place.Field.Type) is { } collection
                ? Collection(place, collection, memberType, size)
                : Member(ObjectName.Of(place.Field.Name), memberType, size, place.Offset));
        }

        bool isUnion = layout.Fields.Length > 1 && layout.Fields.All(static place => place.Offset == 0);
        ulong bits = (ulong)layout.Size * 8;
        return isUnion ? _builder.CreateUnionType(_file, name, _file, 0, bits, 0, [.. members])
            : _builder.CreateStructType(_file, name, _file, 0, bits, 0, [.. members]);
    }

    // __kptr and its like (bpf_helpers.h)
    private LLVMMetadataRef Reference(DefinedType type, string tag)
    {
        if (type.Arguments[0] is not DefinedType { IsValueType: true, IsEnum: false, Primitive: null } target)
        {
            throw new CompilationException(BpfDiagnostics.ObjectType, type.DisplayName, "does not refer to a struct");
        }

        _named.Add(target);
        LLVMMetadataRef pointee = Get(target);
        return _types.TryGetValue(type, out LLVMMetadataRef known) ? known // an object that refers to its like
            : _tags.Pointer(name => _builder.CreatePointerType(pointee, name: name), tag, type.DisplayName);
    }

    // __contains(type, field), which the kernel reads in btf_find_graph_root
    private LLVMMetadataRef Collection(FieldPlace place, DefinedType collection, LLVMMetadataRef type, int size)
    {
        if (!_collections.TryGetValue((place.Field, place.Offset), out LLVMMetadataRef member))
        {
            FieldDesc node = ManagedTypes.NodeOf(collection, place.Field);
            _named.Add(node.Owner);
            string name = ObjectName.Of(place.Field.Name);
            member = _tags.Member(unique => Member(unique, type, size, place.Offset), $"contains:{NameOf(node.Owner)}:{ObjectName.Of(node.Name)}", name);
            _collections.Add((place.Field, place.Offset), member);
        }

        return member;
    }

    private (LLVMMetadataRef Type, int Size) Member(TypeDesc type, int repeat)
    {
        if (type is DefinedType { Layout.Repeat: > 1 } defined)
        {
            type = defined.InstanceFields.First().Type;
            repeat = defined.Layout.Repeat;
        }

        int size = LayoutEngine.SizeOf(type);
        LLVMMetadataRef element = Get(type);
        return repeat == 1 ? (element, size) : (Array(element, size, repeat), size * repeat);
    }

    private LLVMMetadataRef[] Members(IReadOnlyList<(string Name, LLVMMetadataRef Type, int Size, int Offset)> members)
        => [.. members.Select(member => Member(member.Name, member.Type, member.Size, member.Offset))];

    private LLVMMetadataRef Member(string name, LLVMMetadataRef type, int size, int offset)
        => _builder.CreateMemberType(_unit, name, _file, 0, (ulong)size * 8, 0, (ulong)offset * 8, type);

    private LLVMMetadataRef Enumeration(DefinedType type)
    {
        bool isUnsigned = !type.IsSigned;
        List<LLVMMetadataRef> values = [];
        foreach (FieldDesc field in type.Fields)
        {
            if (field.IsConstant)
            {
                string name = KernelTypes.NameOf(type) is null ? ObjectName.Of(field.Name) : KernelTypes.NameOfEnumerator(field);
                values.Add(_builder.CreateEnumerator(name, ConstantData.ToInt64(field.ConstantValue), isUnsigned));
            }
        }

        return _builder.CreateEnumerationType(_file, NameOf(type), _file, 0, (ulong)type.Layout.Size * 8, 0, [.. values], Get(type.EnumUnderlyingType));
    }

    private string NameOf(DefinedType type)
    {
        if (KernelTypes.NameOf(type) is { } kernelName)
        {
            // LLVM tells accesses apart by the name of the type and the number of the field: so two declarations of one kernel type need different names.
            return $"{kernelName}{_kernelTypeMark}_{_kernelTypes++}";
        }

        if (type.Module.IsVocabulary && type.FindAttribute(AttributeNames.BtfName) is { } attribute)
        {
            return (string)attribute.Arguments[0]!;
        }

        string name = type.Name.Contains('`', StringComparison.Ordinal) ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        foreach (TypeDesc argument in type.Arguments.Items)
        {
            name += "_" + argument.DisplayName;
        }

        return ObjectName.Of(name);
    }
}
