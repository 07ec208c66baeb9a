using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Bpf.Symbols.DotNet.Names;

namespace Bpf.Symbols.DotNet.Metadata;

/// <summary>
/// Reads the types of a signature. System.Reflection.Metadata decodes signatures by unbounded recursion, which damaged ones turn into an overflow of the
/// stack.
/// </summary>
/// <param name="metadata">The metadata with the signature.</param>
/// <param name="module">Names of its types.</param>
/// <param name="typeArguments">What stands for the generic parameters of the type.</param>
/// <param name="methodArguments">What stands for those of the method.</param>
internal sealed class SignatureReader(MetadataReader metadata, ModuleMetadata module, TypeText[] typeArguments, TypeText[] methodArguments)
{
    private const int MostDepth = 16;
    private const int MostTypes = 512;
    private const int MostNesting = 16;
    private const int MostRank = 32;

    private static readonly string[] s_primitives =
        ["Void", "Boolean", "Char", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double", "String"];

    private int _budget = MostTypes;

    /// <summary>Reads the signature of a method; false if it is damaged or too large.</summary>
    public bool TryMethod(BlobHandle signature, out TypeText result, out TypeText[] parameters)
    {
        result = TypeText.Unknown;
        parameters = [];
        try
        {
            BlobReader reader = metadata.GetBlobReader(signature);
            return TryMethod(ref reader, 0, out result, out parameters);
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    /// <summary>Reads a type specification.</summary>
    public TypeText Type(TypeSpecificationHandle handle) => Specification(handle, 0);

    /// <summary>Returns a type by its parts; null for arrays and the like.</summary>
    public TypeIdentity? Identity(EntityHandle type)
    {
        if (type.Kind != HandleKind.TypeSpecification)
        {
            return Identity(type, []);
        }

        BlobReader reader = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
        return reader.ReadByte() == (byte)SignatureTypeCode.GenericTypeInstance ? Instance(ref reader, 0) : null;
    }

    private bool TryMethod(ref BlobReader reader, int depth, out TypeText result, out TypeText[] parameters)
    {
        SignatureHeader header = reader.ReadSignatureHeader();
        if (header.IsGeneric)
        {
            reader.ReadCompressedInteger();
        }

        int count = reader.ReadCompressedInteger();
        result = Read(ref reader, depth);
        parameters = count <= _budget ? new TypeText[count] : [];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Read(ref reader, depth);
        }

        return count == parameters.Length && _budget > 0;
    }

    private TypeText Read(ref BlobReader reader, int depth)
    {
        if (depth > MostDepth || --_budget <= 0)
        {
            throw new BadImageFormatException();
        }

        byte code = reader.ReadByte();
        switch ((SignatureTypeCode)code)
        {
            case >= SignatureTypeCode.Void and <= SignatureTypeCode.String:
                return Primitive(s_primitives[code - 1]);
            case SignatureTypeCode.Object:
                return Primitive("Object");
            case SignatureTypeCode.IntPtr:
                return Primitive("IntPtr");
            case SignatureTypeCode.UIntPtr:
                return Primitive("UIntPtr");
            case SignatureTypeCode.TypedReference:
                return Primitive("TypedReference");
            case SignatureTypeCode.Pointer:
                return Read(ref reader, depth + 1).With("*");
            case SignatureTypeCode.ByReference:
                return Read(ref reader, depth + 1).With("&");
            case SignatureTypeCode.SZArray:
                return Read(ref reader, depth + 1).With("[]");
            case SignatureTypeCode.Pinned or SignatureTypeCode.Sentinel:
                return Read(ref reader, depth + 1);
            case SignatureTypeCode.RequiredModifier or SignatureTypeCode.OptionalModifier:
                reader.ReadTypeHandle();
                return Read(ref reader, depth + 1);
            case SignatureTypeCode.Array:
                return Array(ref reader, depth);
            case SignatureTypeCode.GenericTypeParameter:
                return At(typeArguments, reader.ReadCompressedInteger());
            case SignatureTypeCode.GenericMethodParameter:
                return At(methodArguments, reader.ReadCompressedInteger());
            case SignatureTypeCode.FunctionPointer:
                return TryMethod(ref reader, depth + 1, out TypeText result, out TypeText[] parameters)
                    ? FunctionPointer([.. parameters, result]) : throw new BadImageFormatException();
            case SignatureTypeCode.GenericTypeInstance:
                return Instance(ref reader, depth)?.Text ?? TypeText.Unknown;
            default:
                // ELEMENT_TYPE_VALUETYPE and ELEMENT_TYPE_CLASS
                return code is 0x11 or 0x12 ? Named(reader.ReadTypeHandle(), depth) : throw new BadImageFormatException();
        }
    }

    /// <summary>Returns the type of a pointer to a function, whose result comes last.</summary>
    public static TypeText FunctionPointer(ReadOnlySpan<TypeText> types)
    {
        TypeText list = TypeText.List(types);
        return new($"delegate*{list.Full}", $"delegate*{list.Short}");
    }

    private static TypeText Primitive(string name) => new TypeIdentity("System", [name], []).Text;

    private static TypeText At(TypeText[] arguments, int index) => index < arguments.Length ? arguments[index] : TypeText.Unknown;

    private TypeText Array(ref BlobReader reader, int depth)
    {
        TypeText element = Read(ref reader, depth + 1);
        int rank = reader.ReadCompressedInteger();
        for (int sizes = reader.ReadCompressedInteger(); sizes > 0; sizes--)
        {
            reader.ReadCompressedInteger();
        }

        for (int bounds = reader.ReadCompressedInteger(); bounds > 0; bounds--)
        {
            reader.ReadCompressedSignedInteger();
        }

        return element.With(SuffixOfRank(rank));
    }

    /// <summary>Returns the suffix of an array with several dimensions.</summary>
    public static string SuffixOfRank(int rank) => rank == 1 ? "[*]" : $"[{new string(',', Math.Clamp(rank, 1, MostRank) - 1)}]";

    private TypeIdentity? Instance(ref BlobReader reader, int depth)
    {
        reader.ReadByte(); // class or value type
        EntityHandle definition = reader.ReadTypeHandle();
        int count = reader.ReadCompressedInteger();
        if (count > _budget)
        {
            throw new BadImageFormatException();
        }

        TypeText[] arguments = new TypeText[count];
        for (int i = 0; i < count; i++)
        {
            arguments[i] = Read(ref reader, depth + 1);
        }

        return Identity(definition, arguments);
    }

    private TypeText Named(EntityHandle type, int depth)
        => type.Kind == HandleKind.TypeSpecification ? Specification((TypeSpecificationHandle)type, depth + 1) : Identity(type, [])?.Text ?? TypeText.Unknown;

    private TypeText Specification(TypeSpecificationHandle handle, int depth)
    {
        BlobReader reader = metadata.GetBlobReader(metadata.GetTypeSpecification(handle).Signature);
        return Read(ref reader, depth);
    }

    private TypeIdentity? Identity(EntityHandle type, TypeText[] arguments)
    {
        if (type.Kind == HandleKind.TypeDefinition)
        {
            return module.Type((uint)MetadataTokens.GetRowNumber(type), arguments);
        }

        if (type.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        TypeReference reference = metadata.GetTypeReference((TypeReferenceHandle)type);
        List<string> names = [metadata.GetString(reference.Name)];
        while (reference.ResolutionScope.Kind == HandleKind.TypeReference && names.Count < MostNesting)
        {
            reference = metadata.GetTypeReference((TypeReferenceHandle)reference.ResolutionScope);
            names.Add(metadata.GetString(reference.Name));
        }

        names.Reverse();
        return new TypeIdentity(metadata.GetString(reference.Namespace), [.. names], arguments);
    }
}
