using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Debug metadata: files, locations, functions and variables. LLVM derives all BTF from it.</summary>
internal sealed class DebugInfo : IDisposable
{
    private readonly ObjectModule _owner;
    private readonly LLVMDIBuilderRef _builder;
    private readonly Dictionary<string, LLVMMetadataRef> _files = [];
    private readonly Dictionary<string, string> _paths = [];
    private readonly LLVMMetadataRef _unit;
    private readonly LLVMMetadataRef _noExpression;
    private readonly uint _kind;

    public DebugInfo(ObjectModule owner)
    {
        _owner = owner;
        _builder = owner.Module.CreateDIBuilder();
        MainFile = File(FirstFile(owner));
        _unit = _builder.CreateCompileUnit(LLVMDWARFSourceLanguage.LLVMDWARFSourceLanguageC99, MainFile, "bpfc", isOptimized: true);
        owner.Module.AddModuleFlag("Debug Info Version", LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorWarning, 3);
        owner.Module.AddModuleFlag("Dwarf Version", LLVMModuleFlagBehavior.LLVMModuleFlagBehaviorWarning, 5);
        _noExpression = _builder.CreateExpression([]);
        _kind = owner.Context.GetMDKindID("dbg");
        Types = new DebugTypes(_builder, _unit, MainFile, owner.KernelTypeMark, new DebugTags(owner.Context));
    }

    public LLVMMetadataRef MainFile { get; }

    public DebugTypes Types { get; }

    public LLVMMetadataRef File(string path)
    {
        string relative = Relative(path);
        if (!_files.TryGetValue(relative, out LLVMMetadataRef file))
        {
            file = _builder.CreateFile(relative, "");
            _files.Add(relative, file);
            _paths.Add(relative, path);
        }

        return file;
    }

    /// <summary>Creates the metadata of a function and its parameters.</summary>
    public LLVMMetadataRef Function(string name, SourceLocation? location, TypeDesc? result, IReadOnlyList<(string Name, TypeDesc Type)> parameters,
        bool isLocal)
    {
        LLVMMetadataRef file = location is { } place ? File(place.File) : MainFile;
        uint line = (uint)(location?.Line ?? 0);
        LLVMMetadataRef[] signature = [result is null ? default : Types.Get(result), .. parameters.Select(parameter => Types.Get(parameter.Type))];
        LLVMMetadataRef function = _builder.CreateFunction(file, name, "", file, line, _builder.CreateSubroutineType(file, signature), isLocal,
            isDefinition: true, line, LLVMDIFlags.LLVMDIFlagPrototyped, isOptimized: true);
        for (int i = 0; i < parameters.Count; i++)
        {
            _builder.CreateParameterVariable(function, ObjectName.Of(parameters[i].Name), (uint)i + 1, file, line, signature[i + 1]);
        }

        return function;
    }

    /// <summary>Creates the metadata of a function that the kernel provides.</summary>
    public LLVMMetadataRef ExternalFunction(string name, TypeDesc? result, IReadOnlyList<TypeDesc> parameters)
    {
        LLVMMetadataRef[] signature = [result is null ? default : Types.Get(result), .. parameters.Select(Types.OfParameter)];
        LLVMMetadataRef function = _builder.CreateFunction(MainFile, name, "", MainFile, 0, _builder.CreateSubroutineType(MainFile, signature),
            isLocalToUnit: false, isDefinition: false, 0, LLVMDIFlags.LLVMDIFlagPrototyped, isOptimized: true);
        _builder.FinalizeSubprogram(function); // LLVM 15 does this for definitions only
        return function;
    }

    public LLVMMetadataRef Location(SourceLocation? location, LLVMMetadataRef scope)
        => _owner.Context.CreateDebugLocation((uint)(location?.Line ?? 0), (uint)(location?.Column ?? 0), scope);

    /// <summary>Returns the location of an instruction, with the path as in the PDB; null when it has none.</summary>
    public SourceLocation? PlaceOf(LLVMValueRef instruction)
        => instruction.DebugLocation is var (file, line, column) ? WithPath(new SourceLocation(file, line, column)) : null;

    /// <summary>Maps a location in a file of the object to one in a file of the PDB.</summary>
    public SourceLocation WithPath(SourceLocation location) => location with { File = _paths.GetValueOrDefault(location.File, location.File) };

    public void Attach(LLVMValueRef global, string name, LLVMMetadataRef type, SourceLocation? location, bool isLocal, int alignment)
    {
        LLVMMetadataRef file = location is { } place ? File(place.File) : MainFile;
        LLVMMetadataRef variable = _builder.CreateGlobalVariableExpression(_unit, name, "", file, (uint)(location?.Line ?? 0), type, isLocal,
            _noExpression, default, (uint)alignment * 8);
        global.GlobalSetMetadata(_kind, variable);
    }

    public void Complete() => _builder.DIBuilderFinalize();

    public void Dispose() => _builder.Dispose();

    private static string FirstFile(ObjectModule owner)
        => owner.Declaration.Type.Methods
            .Select(method => method.DebugInfo?.Find(0)?.File)
            .FirstOrDefault(file => file is not null) ?? owner.Declaration.Type.Name + ".cs";

    private string Relative(string path)
    {
        if (_owner.Request.SourceRoot is not { Length: > 0 } root)
        {
            return path;
        }

        string prefix = root.EndsWith('/') ? root : root + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }
}
