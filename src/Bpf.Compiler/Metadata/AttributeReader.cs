using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>Decodes custom attributes. Attributes with types that cannot be found are skipped: they are not relevant to the compiler.</summary>
internal sealed class AttributeReader(MetadataModule module) : ICustomAttributeTypeProvider<TypeDesc>
{
    private TypeSystem TypeSystem => module.TypeSystem;

    public static ImmutableArray<AttributeData> Read(MetadataModule module, CustomAttributeHandleCollection handles)
    {
        if (handles.Count == 0)
        {
            return [];
        }

        ImmutableArray<AttributeData>.Builder attributes = ImmutableArray.CreateBuilder<AttributeData>(handles.Count);
        AttributeReader provider = new(module);
        foreach (CustomAttributeHandle handle in handles)
        {
            CustomAttribute attribute = module.Reader.GetCustomAttribute(handle);
            string typeName = module.DeclaringTypeName(attribute.Constructor);
            if (!Concerns(typeName))
            {
                continue;
            }

            CustomAttributeValue<TypeDesc> value = attribute.DecodeValue(provider);
            attributes.Add(new AttributeData(
                typeName,
                [.. value.FixedArguments.Select(argument => argument.Value)],
                [.. value.FixedArguments.Select(argument => argument.Type)],
                value.NamedArguments.ToFrozenDictionary(argument => argument.Name!, argument => argument.Value)));
        }

        return attributes.DrainToImmutable();
    }

    public TypeDesc GetPrimitiveType(PrimitiveTypeCode typeCode) => TypeSystem.Primitive(typeCode);

    public TypeDesc GetSystemType() => TypeSystem.CoreType("System.Type");

    public TypeDesc GetSZArrayType(TypeDesc elementType) => TypeSystem.ArrayOf(elementType, 1);

    public TypeDesc GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        => TypeSystem.Define(module, handle, TypeList.Empty);

    public TypeDesc GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => module.ResolveReference(handle);

    public TypeDesc GetTypeFromSerializedName(string name) => module.FindSerializedType(name);

    public PrimitiveTypeCode GetUnderlyingEnumType(TypeDesc type) => ((DefinedType)((DefinedType)type).EnumUnderlyingType).Primitive!.Value;

    public bool IsSystemType(TypeDesc type) => type is DefinedType { FullName: "System.Type" };

    private static bool Concerns(string typeName)
        => typeName.StartsWith("Bpf.", StringComparison.Ordinal)
            || typeName is "System.Runtime.CompilerServices.FixedBufferAttribute"
                or "System.Runtime.CompilerServices.InlineArrayAttribute"
                or "System.ThreadStaticAttribute";
}
