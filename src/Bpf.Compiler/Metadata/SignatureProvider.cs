using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>Decodes the signatures of one module.</summary>
internal sealed class SignatureProvider(MetadataModule module) : ISignatureTypeProvider<TypeDesc, GenericContext>
{
    private TypeSystem TypeSystem => module.TypeSystem;

    public TypeDesc GetPrimitiveType(PrimitiveTypeCode typeCode) => TypeSystem.Primitive(typeCode);

    public TypeDesc GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        => TypeSystem.Define(module, handle, TypeList.Empty);

    public TypeDesc GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => module.ResolveReference(handle);

    public TypeDesc GetTypeFromSpecification(MetadataReader reader, GenericContext genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
        => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public TypeDesc GetPointerType(TypeDesc elementType) => TypeSystem.PointerTo(elementType);

    public TypeDesc GetByReferenceType(TypeDesc elementType) => TypeSystem.ReferenceTo(elementType);

    public TypeDesc GetFunctionPointerType(MethodSignature<TypeDesc> signature)
        => TypeSystem.PointerToFunction(signature.ReturnType, new TypeList(signature.ParameterTypes));

    public TypeDesc GetGenericInstantiation(TypeDesc genericType, ImmutableArray<TypeDesc> typeArguments)
    {
        DefinedType definition = (DefinedType)genericType;
        return TypeSystem.Define(definition.Module, definition.Handle, new TypeList(typeArguments));
    }

    public TypeDesc GetGenericMethodParameter(GenericContext genericContext, int index)
        => index < genericContext.MethodArguments.Count ? genericContext.MethodArguments[index] : TypeSystem.GenericParameter(index, true);

    public TypeDesc GetGenericTypeParameter(GenericContext genericContext, int index)
        => index < genericContext.TypeArguments.Count ? genericContext.TypeArguments[index] : TypeSystem.GenericParameter(index, false);

    public TypeDesc GetModifiedType(TypeDesc modifier, TypeDesc unmodifiedType, bool isRequired) => unmodifiedType;

    public TypeDesc GetPinnedType(TypeDesc elementType) => elementType;

    public TypeDesc GetSZArrayType(TypeDesc elementType) => TypeSystem.ArrayOf(elementType, 1);

    public TypeDesc GetArrayType(TypeDesc elementType, ArrayShape shape) => TypeSystem.ArrayOf(elementType, shape.Rank);
}
