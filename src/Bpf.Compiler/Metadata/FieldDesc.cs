using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>A field of a type with its type arguments.</summary>
internal sealed class FieldDesc(DefinedType owner, FieldDefinitionHandle handle)
{
    private readonly FieldDefinition _definition = owner.Module.Reader.GetFieldDefinition(handle);
    private TypeDesc? _type;
    private ImmutableArray<AttributeData> _attributes;

    public DefinedType Owner { get; } = owner;

    public FieldDefinitionHandle Handle { get; } = handle;

    public string Name => field ??= Owner.Module.Reader.GetString(_definition.Name);

    public TypeDesc Type => _type ??= _definition.DecodeSignature(Owner.Module.Signatures, Owner.Context);

    public FieldAttributes Attributes => _definition.Attributes;

    public bool IsStatic => (Attributes & FieldAttributes.Static) != 0;

    public bool IsConstant => (Attributes & FieldAttributes.Literal) != 0;

    public bool IsReadOnly => (Attributes & FieldAttributes.InitOnly) != 0;

    public bool HasData => (Attributes & FieldAttributes.HasFieldRVA) != 0;

    /// <summary>Declared offset in a struct with explicit layout, -1 otherwise.</summary>
    public int DeclaredOffset => _definition.GetOffset();

    public ImmutableArray<AttributeData> CustomAttributes
        => _attributes.IsDefault ? _attributes = AttributeReader.Read(Owner.Module, _definition.GetCustomAttributes()) : _attributes;

    /// <summary>Value of a constant, as stored in metadata.</summary>
    public object? ConstantValue
    {
        get
        {
            Constant constant = Owner.Module.Reader.GetConstant(_definition.GetDefaultValue());
            return Owner.Module.Reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
        }
    }

    /// <summary>Returns the bytes of a field with data in the image.</summary>
    public byte[] ReadData(int size) => Owner.Module.ReadData(_definition.GetRelativeVirtualAddress(), size);

    public AttributeData? FindAttribute(string fullName) => CustomAttributes.FirstOrDefault(attribute => attribute.TypeName == fullName);

    public override string ToString() => $"{Owner.DisplayName}.{Name}";
}
