using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Bpf.Symbols.DotNet.Names;

namespace Bpf.Symbols.DotNet.Metadata;

/// <summary>
/// Names of types and methods in the metadata of one module. The metadata belongs to the process: what is damaged has no name, and chains and trees end at
/// a bound.
/// </summary>
internal sealed unsafe class ModuleMetadata : IDisposable
{
    private const int MostNesting = 16;
    private readonly MetadataReader _reader;
    private readonly object _keeper;
    private readonly Dictionary<uint, TypeIdentity?> _openTypes = [];

    /// <summary>Reads metadata.</summary>
    /// <param name="start">Its first byte, which stays where it is.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="name">File name of the assembly; null for the name that the metadata gives.</param>
    /// <param name="keeper">What holds the bytes; disposed of with this.</param>
    /// <exception cref="BadImageFormatException">It is not metadata.</exception>
    public ModuleMetadata(byte* start, int length, string? name, object keeper)
    {
        _reader = new MetadataReader(start, length);
        Name = name ?? _reader.GetString(_reader.IsAssembly ? _reader.GetAssemblyDefinition().Name : _reader.GetModuleDefinition().Name);
        _keeper = keeper;
    }

    /// <summary>File name of the assembly, or its own name if it is not from a file.</summary>
    public string Name { get; }

    /// <summary>Returns a type with the given arguments, or with the names of its generic parameters; null if it has no name.</summary>
    /// <param name="row">Row of its definition.</param>
    /// <param name="arguments">Arguments of it and the types around it; null for the names of the parameters.</param>
    public TypeIdentity? Type(uint row, TypeText[]? arguments = null)
    {
        if (!_openTypes.TryGetValue(row, out TypeIdentity? open))
        {
            try
            {
                open = row == 0 || row > _reader.TypeDefinitions.Count ? null : OpenType(MetadataTokens.TypeDefinitionHandle((int)row));
            }
            catch (BadImageFormatException)
            {
            }

            _openTypes.Add(row, open);
        }

        return open is null || arguments is null ? open : open with { Arguments = arguments };
    }

    /// <summary>Returns a method; null if it has no name.</summary>
    /// <param name="row">Row of its definition.</param>
    /// <param name="type">The type with its arguments; null for the one in the metadata.</param>
    /// <param name="arguments">Generic arguments of the method; null for the names of its parameters.</param>
    public MethodIdentity? Method(uint row, TypeIdentity? type, TypeText[]? arguments)
    {
        if (row == 0 || row > _reader.MethodDefinitions.Count)
        {
            return null;
        }

        try
        {
            MethodDefinition method = _reader.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle((int)row));
            TypeDefinitionHandle declaring = method.GetDeclaringType();
            type ??= Type((uint)MetadataTokens.GetRowNumber(declaring));
            TypeText[] typeParameters = ParametersOf(declaring);
            TypeText[] methodParameters = NamesOf(method.GetGenericParameters());
            SignatureReader signature = new(_reader, this, typeParameters, methodParameters);
            bool isKnown = signature.TryMethod(method.Signature, out TypeText result, out TypeText[] parameters);
            return type is null ? null : new MethodIdentity
            {
                Type = type,
                Name = _reader.GetString(method.Name),
                Arguments = arguments ?? methodParameters,
                Parameters = isKnown ? parameters : null,
                Result = result,
                IsSpecial = (method.Attributes & MethodAttributes.SpecialName) != 0,
                StateMachine = StateMachineOf(declaring),
                Module = Name,
            };
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>Returns a method of another module by a reference to it; null if it has no name.</summary>
    /// <param name="row">Row of the reference.</param>
    public MethodIdentity? Reference(uint row)
    {
        if (row == 0 || row > _reader.GetTableRowCount(TableIndex.MemberRef))
        {
            return null;
        }

        try
        {
            MemberReference reference = _reader.GetMemberReference(MetadataTokens.MemberReferenceHandle((int)row));
            TypeIdentity? type = new SignatureReader(_reader, this, [], []).Identity(reference.Parent);
            SignatureReader signature = new(_reader, this, type?.Arguments ?? [], []);
            bool isKnown = signature.TryMethod(reference.Signature, out TypeText result, out TypeText[] parameters);
            return type is null || reference.GetKind() != MemberReferenceKind.Method ? null : new MethodIdentity
            {
                Type = type,
                Name = _reader.GetString(reference.Name),
                Parameters = isKnown ? parameters : null,
                Result = result,
                Module = Name,
            };
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>Returns the name of a generic parameter.</summary>
    public TypeText GenericParameter(uint row)
    {
        try
        {
            return row == 0 || row > _reader.GetTableRowCount(TableIndex.GenericParam) ? TypeText.Unknown
                : TypeText.Of(_reader.GetString(_reader.GetGenericParameter(MetadataTokens.GenericParameterHandle((int)row)).Name));
        }
        catch (BadImageFormatException)
        {
            return TypeText.Unknown;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (_keeper as IDisposable)?.Dispose();

    private TypeIdentity OpenType(TypeDefinitionHandle handle)
    {
        List<string> names = [];
        TypeText[] parameters = ParametersOf(handle);
        TypeDefinition type = _reader.GetTypeDefinition(handle);
        names.Add(_reader.GetString(type.Name));
        for (TypeDefinitionHandle outer = type.GetDeclaringType(); !outer.IsNil && names.Count < MostNesting; outer = type.GetDeclaringType())
        {
            type = _reader.GetTypeDefinition(outer);
            names.Add(_reader.GetString(type.Name));
        }

        names.Reverse();
        return new TypeIdentity(_reader.GetString(type.Namespace), [.. names], parameters);
    }

    private TypeText[] ParametersOf(TypeDefinitionHandle type) => NamesOf(_reader.GetTypeDefinition(type).GetGenericParameters());

    private TypeText[] NamesOf(GenericParameterHandleCollection parameters)
    {
        TypeText[] names = new TypeText[parameters.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = TypeText.Of(_reader.GetString(_reader.GetGenericParameter(parameters[i]).Name));
        }

        return names;
    }

    private StateMachineKind StateMachineOf(TypeDefinitionHandle type)
    {
        StateMachineKind kind = StateMachineKind.None;
        TypeDefinition definition = _reader.GetTypeDefinition(type);
        if (!_reader.StringComparer.StartsWith(definition.Name, "<"))
        {
            return kind;
        }

        foreach (InterfaceImplementationHandle handle in definition.GetInterfaceImplementations())
        {
            EntityHandle implemented = _reader.GetInterfaceImplementation(handle).Interface;
            string name = implemented.Kind == HandleKind.TypeSpecification
                ? new SignatureReader(_reader, this, [], []).Type((TypeSpecificationHandle)implemented).Short
                : TypeNameOf(implemented);
            if (name.StartsWith("IAsyncEnumerator", StringComparison.Ordinal))
            {
                return StateMachineKind.AsyncIterator;
            }

            kind = name switch
            {
                "IAsyncStateMachine" => StateMachineKind.Async,
                "IEnumerator" when kind == StateMachineKind.None => StateMachineKind.Iterator,
                _ => kind,
            };
        }

        return kind;
    }

    private string TypeNameOf(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => _reader.GetString(_reader.GetTypeReference((TypeReferenceHandle)type).Name),
        HandleKind.TypeDefinition => _reader.GetString(_reader.GetTypeDefinition((TypeDefinitionHandle)type).Name),
        _ => "",
    };
}
