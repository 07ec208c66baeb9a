using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>A class, struct, enum or interface, with its type arguments.</summary>
internal sealed class DefinedType : TypeDesc
{
    private readonly TypeDefinition _definition;
    private TypeDesc? _baseType;
    private bool _baseTypeKnown;
    private ImmutableArray<FieldDesc> _fields;
    private ImmutableArray<MethodDesc> _methods;
    private ImmutableArray<AttributeData> _attributes;
    private StructLayout? _layout;

    public DefinedType(MetadataModule module, TypeDefinitionHandle handle, TypeList arguments)
    {
        Module = module;
        Handle = handle;
        Arguments = arguments;
        _definition = module.Reader.GetTypeDefinition(handle);
        Name = module.Reader.GetString(_definition.Name);
        FullName = module.FullNameOf(handle);
        Primitive = module.IsCoreLibrary ? PrimitiveNames.Find(FullName) : null;
    }

    public MetadataModule Module { get; }

    public TypeDefinitionHandle Handle { get; }

    public TypeList Arguments { get; }

    /// <summary>Name in metadata, without namespace.</summary>
    public string Name { get; }

    /// <summary><c>Namespace.Outer.Inner</c>, without type arguments.</summary>
    public string FullName { get; }

    /// <summary>Set for types with their own element type in signatures.</summary>
    public PrimitiveTypeCode? Primitive { get; }

    public TypeSystem TypeSystem => Module.TypeSystem;

    public TypeAttributes Attributes => _definition.Attributes;

    public GenericContext Context => new(Arguments, TypeList.Empty);

    public override bool IsSigned => IsEnum
        ? EnumUnderlyingType.IsSigned
        : Primitive is PrimitiveTypeCode.SByte or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.Int32 or PrimitiveTypeCode.Int64 or PrimitiveTypeCode.IntPtr;

    public bool IsEnum => BaseType is DefinedType { FullName: "System.Enum", Module.IsCoreLibrary: true };

    public bool IsValueType => IsEnum || (BaseType is DefinedType { FullName: "System.ValueType", Module.IsCoreLibrary: true } && !IsNamed("System.Enum"));

    public bool IsDelegate => BaseType is DefinedType { FullName: "System.MulticastDelegate" };

    public bool IsInterface => (Attributes & TypeAttributes.Interface) != 0;

    public TypeDesc? BaseType
    {
        get
        {
            if (!_baseTypeKnown)
            {
                _baseType = _definition.BaseType.IsNil ? null : Module.ResolveType(_definition.BaseType, Context);
                _baseTypeKnown = true;
            }

            return _baseType;
        }
    }

    public DefinedType? DeclaringType => _definition.GetDeclaringType() is { IsNil: false } outer ? TypeSystem.Define(Module, outer, TypeList.Empty) : null;

    public ImmutableArray<FieldDesc> Fields
        => _fields.IsDefault ? _fields = [.. _definition.GetFields().Select(handle => new FieldDesc(this, handle))] : _fields;

    public IEnumerable<FieldDesc> InstanceFields => Fields.Where(item => !item.IsStatic);

    /// <summary>All methods, not instantiated over method type arguments.</summary>
    public ImmutableArray<MethodDesc> Methods
        => _methods.IsDefault ? _methods = [.. _definition.GetMethods().Select(method => TypeSystem.Method(this, method, TypeList.Empty))] : _methods;

    public ImmutableArray<AttributeData> CustomAttributes
        => _attributes.IsDefault ? _attributes = AttributeReader.Read(Module, _definition.GetCustomAttributes()) : _attributes;

    public IEnumerable<DefinedType> Interfaces
        => _definition.GetInterfaceImplementations()
            .Select(handle => Module.ResolveType(Module.Reader.GetInterfaceImplementation(handle).Interface, Context))
            .OfType<DefinedType>();

    /// <summary>(body, declaration) pairs of explicit interface implementations.</summary>
    public IEnumerable<(MethodDesc Body, MethodDesc Declaration)> MethodImplementations
        => _definition.GetMethodImplementations().Select(handle =>
        {
            MethodImplementation implementation = Module.Reader.GetMethodImplementation(handle);
            return (Module.ResolveMethod(implementation.MethodBody, Context), Module.ResolveMethod(implementation.MethodDeclaration, Context));
        });

    /// <summary>Underlying type of an enum.</summary>
    public TypeDesc EnumUnderlyingType => InstanceFields.First().Type;

    /// <summary>The <c>[StructLayout]</c> pack and size, 0 when not specified.</summary>
    public System.Reflection.Metadata.TypeLayout DeclaredLayout => _definition.GetLayout();

    public StructLayout Layout => _layout ??= LayoutEngine.Compute(this);

    public override string DisplayName
    {
        get
        {
            if (Primitive is { } primitive && PrimitiveNames.Keyword(primitive) is { } keyword)
            {
                return keyword;
            }

            string name = FullName;
            int tick = name.LastIndexOf('`');
            name = tick < 0 ? name : name[..tick];
            return name[(name.LastIndexOf('.') + 1)..] + Arguments;
        }
    }

    public bool IsNamed(string fullName) => Module.IsFramework && FullName == fullName;

    public AttributeData? FindAttribute(string fullName) => CustomAttributes.FirstOrDefault(attribute => attribute.TypeName == fullName);
}
