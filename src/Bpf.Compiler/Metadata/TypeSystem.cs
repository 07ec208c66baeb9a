using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bpf.Compiler.Metadata;

/// <summary>The assemblies of one compilation, with one object per type and method.</summary>
internal sealed class TypeSystem : IDisposable
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MetadataModule?> _modules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(MetadataModule, TypeDefinitionHandle, TypeList), DefinedType> _types = [];
    private readonly Dictionary<(DefinedType, MethodDefinitionHandle, TypeList), MethodDesc> _methods = [];
    private readonly Dictionary<TypeDesc, PointerType> _pointers = [];
    private readonly Dictionary<TypeDesc, ByRefType> _references = [];
    private readonly Dictionary<(TypeDesc, int), ArrayType> _arrays = [];
    private readonly Dictionary<(TypeDesc, TypeList), FunctionPointerType> _functionPointers = [];
    private readonly Dictionary<(int, bool), GenericParameterType> _parameters = [];
    private readonly DefinedType?[] _primitives = new DefinedType?[64];
    private readonly string _frameworkDirectory;

    public TypeSystem(string assemblyPath, IEnumerable<string> references, string? frameworkDirectory = null)
    {
        _frameworkDirectory = frameworkDirectory ?? System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        foreach (string reference in references)
        {
            _paths.TryAdd(Path.GetFileNameWithoutExtension(reference), reference);
        }

        Main = new MetadataModule(this, assemblyPath);
        _modules[Main.Name] = Main;
    }

    /// <summary>The assembly being compiled.</summary>
    public MetadataModule Main { get; }

    /// <summary>The assemblies opened so far, and the source files of the methods of <see cref="Main"/> that were looked up.</summary>
    public IEnumerable<string> FilesRead
        => _modules.Values.OfType<MetadataModule>().Where(module => module != Main).Select(module => module.Path).Concat(Main.SourcesRead);

    public DefinedType Void => Primitive(PrimitiveTypeCode.Void);

    public DefinedType Int32 => Primitive(PrimitiveTypeCode.Int32);

    public DefinedType Byte => Primitive(PrimitiveTypeCode.Byte);

    private MetadataModule CoreLibrary
        => field ??= FindModule("System.Private.CoreLib") ?? throw new MetadataException($"System.Private.CoreLib was not found in {_frameworkDirectory}");

    public void Dispose()
    {
        foreach (MetadataModule? module in _modules.Values)
        {
            module?.Dispose();
        }
    }

    /// <summary>
    /// Finds an assembly: the given reference if it has method bodies, else the running framework's, else one beside the assembly being compiled.
    /// </summary>
    public MetadataModule? FindModule(string name)
    {
        if (_modules.TryGetValue(name, out MetadataModule? module))
        {
            return module;
        }

        string framework = Path.Combine(_frameworkDirectory, name + ".dll");
        if (_paths.TryGetValue(name, out string? path) && File.Exists(path) && !(File.Exists(framework) && IsReferenceAssembly(path)))
        {
            module = new MetadataModule(this, path);
        }
        else if (File.Exists(framework))
        {
            module = new MetadataModule(this, framework);
        }
        else if (Path.Combine(Path.GetDirectoryName(Main.Path)!, name + ".dll") is var neighbor && File.Exists(neighbor))
        {
            module = new MetadataModule(this, neighbor);
        }

        return _modules[name] = module;
    }

    public DefinedType Define(MetadataModule module, TypeDefinitionHandle handle, TypeList arguments)
    {
        if (!_types.TryGetValue((module, handle, arguments), out DefinedType? type))
        {
            type = new DefinedType(module, handle, arguments);
            _types.Add((module, handle, arguments), type);
        }

        return type;
    }

    public MethodDesc Method(DefinedType owner, MethodDefinitionHandle handle, TypeList arguments)
    {
        if (!_methods.TryGetValue((owner, handle, arguments), out MethodDesc? method))
        {
            method = new MethodDesc(owner, handle, arguments);
            _methods.Add((owner, handle, arguments), method);
        }

        return method;
    }

    public PointerType PointerTo(TypeDesc element)
        => _pointers.TryGetValue(element, out PointerType? type) ? type : _pointers[element] = new PointerType(element);

    public ByRefType ReferenceTo(TypeDesc element)
        => _references.TryGetValue(element, out ByRefType? type) ? type : _references[element] = new ByRefType(element);

    public ArrayType ArrayOf(TypeDesc element, int rank)
        => _arrays.TryGetValue((element, rank), out ArrayType? type) ? type : _arrays[(element, rank)] = new ArrayType(element, rank);

    public FunctionPointerType PointerToFunction(TypeDesc result, TypeList parameters)
        => _functionPointers.TryGetValue((result, parameters), out FunctionPointerType? type)
            ? type
            : _functionPointers[(result, parameters)] = new FunctionPointerType(result, parameters);

    public GenericParameterType GenericParameter(int index, bool isMethodParameter)
        => _parameters.TryGetValue((index, isMethodParameter), out GenericParameterType? type)
            ? type
            : _parameters[(index, isMethodParameter)] = new GenericParameterType(index, isMethodParameter);

    public DefinedType Primitive(PrimitiveTypeCode code) => _primitives[(int)code] ??= CoreType(PrimitiveNames.FullName(code));

    public DefinedType CoreType(string fullName)
        => CoreLibrary.FindType(fullName) ?? throw new MetadataException($"type '{fullName}' was not found in System.Private.CoreLib");

    private static bool IsReferenceAssembly(string path)
    {
        using PEReader image = new(AssemblyFile.Open(path));
        MetadataReader reader = image.GetMetadataReader();
        foreach (CustomAttributeHandle handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            if (reader.StringComparer.Equals(AttributeName(reader, reader.GetCustomAttribute(handle).Constructor), "ReferenceAssemblyAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    // System.Runtime defines the attribute that marks it, so its constructor is not a member reference there.
    private static StringHandle AttributeName(MetadataReader reader, EntityHandle constructor)
    {
        EntityHandle owner = constructor.Kind == HandleKind.MethodDefinition
            ? reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            : reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return owner.Kind switch
        {
            HandleKind.TypeDefinition => reader.GetTypeDefinition((TypeDefinitionHandle)owner).Name,
            HandleKind.TypeReference => reader.GetTypeReference((TypeReferenceHandle)owner).Name,
            _ => default,
        };
    }
}
