using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Bpf.Compiler.Metadata;

/// <summary>One assembly file: its metadata, method bodies and PDB.</summary>
internal sealed class MetadataModule : IDisposable
{
    private readonly PEReader _image;
    private readonly MetadataReaderProvider? _symbols;
    private readonly MetadataReader? _symbolReader;
    private readonly Dictionary<string, TypeDefinitionHandle> _types = [];
    private readonly Dictionary<EntityHandle, TypeDesc> _references = [];
    private readonly HashSet<string> _sourcesRead = [];
    private Dictionary<string, ExportedTypeHandle>? _exported;

    public MetadataModule(TypeSystem typeSystem, string path)
    {
        TypeSystem = typeSystem;
        Path = path;
        _image = new PEReader(AssemblyFile.Open(path));
        Reader = ReadMetadata();
        Name = Reader.IsAssembly ? Reader.GetString(Reader.GetAssemblyDefinition().Name) : System.IO.Path.GetFileNameWithoutExtension(path);
        IsCoreLibrary = Name == "System.Private.CoreLib";
        Signatures = new SignatureProvider(this);
        if (_image.TryOpenAssociatedPortablePdb(path, AssemblyFile.OpenIfPresent, out _symbols, out _))
        {
            _symbolReader = _symbols!.GetMetadataReader();
        }

        foreach (TypeDefinitionHandle handle in Reader.TypeDefinitions)
        {
            _types.TryAdd(FullNameOf(handle), handle);
        }
    }

    public TypeSystem TypeSystem { get; }

    public string Path { get; }

    public string Name { get; }

    public MetadataReader Reader { get; }

    public SignatureProvider Signatures { get; }

    public bool IsCoreLibrary { get; }

    /// <summary>True for an assembly of .NET itself.</summary>
    public bool IsFramework => IsCoreLibrary || Shared.FrameworkCode.IsFramework(Name);

    /// <summary>True for the vocabulary assembly, whose methods are always inlined.</summary>
    public bool IsVocabulary => Name == "Bpf";

    public bool HasSymbols => _symbolReader is not null;

    /// <summary>Source files of the methods that were looked up.</summary>
    public IReadOnlySet<string> SourcesRead => _sourcesRead;

    public void Dispose()
    {
        _symbols?.Dispose();
        _image.Dispose();
    }

    public string FullNameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition definition = Reader.GetTypeDefinition(handle);
        string name = Reader.GetString(definition.Name);
        if (definition.GetDeclaringType() is { IsNil: false } outer)
        {
            return $"{FullNameOf(outer)}.{name}";
        }

        string ns = Reader.GetString(definition.Namespace);
        return ns.Length == 0 ? name : $"{ns}.{name}";
    }

    /// <summary>Finds a type by its full name, following type forwards.</summary>
    public DefinedType? FindType(string fullName)
    {
        if (_types.TryGetValue(fullName, out TypeDefinitionHandle handle))
        {
            return TypeSystem.Define(this, handle, TypeList.Empty);
        }

        return Exported.TryGetValue(fullName, out ExportedTypeHandle exported) ? FollowForward(exported)?.FindType(fullName) : null;
    }

    public TypeDesc ResolveType(EntityHandle handle, GenericContext context) => handle.Kind switch
    {
        HandleKind.TypeDefinition => TypeSystem.Define(this, (TypeDefinitionHandle)handle, TypeList.Empty),
        HandleKind.TypeReference => ResolveReference((TypeReferenceHandle)handle),
        _ => Reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(Signatures, context),
    };

    public TypeDesc ResolveReference(TypeReferenceHandle handle)
    {
        if (_references.TryGetValue(handle, out TypeDesc? known))
        {
            return known;
        }

        string name = FullNameOf(handle);
        TypeReference outermost = Reader.GetTypeReference(handle);
        while (outermost.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            outermost = Reader.GetTypeReference((TypeReferenceHandle)outermost.ResolutionScope);
        }

        MetadataModule? scope = outermost.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? TypeSystem.FindModule(AssemblyName(outermost.ResolutionScope))
            : this;
        DefinedType type = scope?.FindType(name)
            ?? throw new MetadataException($"type '{name}' of assembly '{AssemblyName(outermost.ResolutionScope)}' was not found");
        return _references[handle] = type;
    }

    public MethodDesc ResolveMethod(EntityHandle handle, GenericContext context)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
            {
                MethodDefinitionHandle definition = (MethodDefinitionHandle)handle;
                return TypeSystem.Method(OwnerOf(Reader.GetMethodDefinition(definition).GetDeclaringType(), context), definition, TypeList.Empty);
            }

            case HandleKind.MethodSpecification:
            {
                MethodSpecification specification = Reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                MethodDesc generic = ResolveMethod(specification.Method, context);
                ImmutableArray<TypeDesc> arguments = specification.DecodeSignature(Signatures, context);
                return TypeSystem.Method(generic.Owner, generic.Handle, new TypeList(arguments));
            }

            default:
                return MemberMatcher.FindMethod(this, (MemberReferenceHandle)handle, context);
        }
    }

    public FieldDesc ResolveField(EntityHandle handle, GenericContext context)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            FieldDefinitionHandle definition = (FieldDefinitionHandle)handle;
            DefinedType owner = OwnerOf(Reader.GetFieldDefinition(definition).GetDeclaringType(), context);
            return owner.Fields.First(field => field.Handle == definition);
        }

        return MemberMatcher.FindField(this, (MemberReferenceHandle)handle, context);
    }

    public string DeclaringTypeName(EntityHandle constructor)
    {
        EntityHandle owner = constructor.Kind == HandleKind.MethodDefinition
            ? Reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            : Reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return owner.Kind switch
        {
            HandleKind.TypeDefinition => FullNameOf((TypeDefinitionHandle)owner),
            HandleKind.TypeReference => FullNameOf((TypeReferenceHandle)owner),
            _ => "",
        };
    }

    public DefinedType FindSerializedType(string name)
    {
        int comma = name.IndexOf(',', StringComparison.Ordinal);
        string typeName = (comma < 0 ? name : name[..comma]).Replace('+', '.');
        DefinedType? type = FindType(typeName);
        if (type is null && comma >= 0)
        {
            string assembly = name[(comma + 1)..].Split(',')[0].Trim();
            type = TypeSystem.FindModule(assembly)?.FindType(typeName);
        }

        return type ?? TypeSystem.CoreType(typeName);
    }

    public byte[] ReadData(int address, int size) => [.. _image.GetSectionData(address).GetContent(0, size)];

    public MethodBodyBlock ReadBody(int address) => _image.GetMethodBody(address);

    public MethodDebugInfo? ReadDebugInfo(MethodDefinitionHandle method)
    {
        if (_symbolReader is null)
        {
            return null;
        }

        MethodDebugInformation information = _symbolReader.GetMethodDebugInformation(method.ToDebugInformationHandle());
        List<SourcePoint> points = [];
        foreach (SequencePoint point in information.GetSequencePoints())
        {
            string file = _symbolReader.GetString(_symbolReader.GetDocument(point.Document).Name);
            _sourcesRead.Add(file);
            if (!point.IsHidden)
            {
                points.Add(new SourcePoint(point.Offset, new SourceLocation(file, point.StartLine, point.StartColumn), point.EndLine, point.EndColumn));
            }
        }

        return new MethodDebugInfo(points);
    }

    private MetadataReader ReadMetadata()
    {
        try
        {
            return _image.HasMetadata ? _image.GetMetadataReader() : throw new BadImageFormatException("it has no metadata.");
        }
        catch (BadImageFormatException exception)
        {
            _image.Dispose();
            throw new BadImageFormatException($"'{Path}' is not a .NET assembly: {exception.Message}", exception);
        }
    }

    private string FullNameOf(TypeReferenceHandle handle)
    {
        TypeReference reference = Reader.GetTypeReference(handle);
        string name = Reader.GetString(reference.Name);
        if (reference.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            return $"{FullNameOf((TypeReferenceHandle)reference.ResolutionScope)}.{name}";
        }

        string ns = Reader.GetString(reference.Namespace);
        return ns.Length == 0 ? name : $"{ns}.{name}";
    }

    private string AssemblyName(EntityHandle scope)
        => scope.Kind == HandleKind.AssemblyReference ? Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) : Name;

    // Inside a generic type, a definition token means the type instantiated over its own parameters.
    private DefinedType OwnerOf(TypeDefinitionHandle handle, GenericContext context)
    {
        int count = Reader.GetTypeDefinition(handle).GetGenericParameters().Count;
        TypeList arguments = count == 0 ? TypeList.Empty : context.TypeArguments;
        return TypeSystem.Define(this, handle, arguments);
    }

    private Dictionary<string, ExportedTypeHandle> Exported
    {
        get
        {
            if (_exported is null)
            {
                _exported = [];
                foreach (ExportedTypeHandle handle in Reader.ExportedTypes)
                {
                    _exported.TryAdd(ExportedName(handle), handle);
                }
            }

            return _exported;
        }
    }

    private string ExportedName(ExportedTypeHandle handle)
    {
        ExportedType type = Reader.GetExportedType(handle);
        string name = Reader.GetString(type.Name);
        if (type.Implementation.Kind == HandleKind.ExportedType)
        {
            return $"{ExportedName((ExportedTypeHandle)type.Implementation)}.{name}";
        }

        string ns = Reader.GetString(type.Namespace);
        return ns.Length == 0 ? name : $"{ns}.{name}";
    }

    private MetadataModule? FollowForward(ExportedTypeHandle handle)
    {
        EntityHandle implementation = Reader.GetExportedType(handle).Implementation;
        while (implementation.Kind == HandleKind.ExportedType)
        {
            implementation = Reader.GetExportedType((ExportedTypeHandle)implementation).Implementation;
        }

        return implementation.Kind == HandleKind.AssemblyReference ? TypeSystem.FindModule(AssemblyName(implementation)) : null;
    }
}
