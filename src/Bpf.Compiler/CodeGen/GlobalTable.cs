using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Markers;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>The variables, maps and constant data of the object.</summary>
internal sealed class GlobalTable(ObjectModule owner)
{
    /// <summary>The section of constants.</summary>
    public const string ReadOnlySection = ".rodata";

    private readonly Dictionary<(DefinedType, System.Reflection.Metadata.FieldDefinitionHandle), LLVMValueRef> _globals = [];
    private readonly Dictionary<string, LLVMValueRef> _data = [];
    private readonly SortedSet<string> _checkedReads = new(StringComparer.Ordinal);

    /// <summary>Code has the address of a constant and could write to it.</summary>
    public bool HasConstantAddress { get; set; }

    public void AddLicense()
    {
        byte[] text = [.. System.Text.Encoding.ASCII.GetBytes(owner.Declaration.License), 0];
        LLVMValueRef license = owner.Module.AddGlobal(LLVMTypeRef.CreateArray(owner.Types.Int8, (uint)text.Length), VariableNames.License);
        license.Initializer = owner.Context.GetConstString(text, dontNullTerminate: true);
        license.Section = "license";
        license.Alignment = 1;
        owner.Debug.Attach(license, VariableNames.License, owner.Debug.Types.Bytes(text.Length), null, isLocal: false, 1);
    }

    /// <summary>Adds the details of a program that do not fit in its section name. They have no BTF type, so the kernel never sees them.</summary>
    public void AddAttachRecords(ProgramDeclaration program)
    {
        if (program.Records.Length == 0)
        {
            return;
        }

        byte[] text = [.. program.Records.SelectMany(record => System.Text.Encoding.UTF8.GetBytes(record + "\0"))];
        LLVMValueRef records = owner.Module.AddGlobal(LLVMTypeRef.CreateArray(owner.Types.Int8, (uint)text.Length), $"__attach_{program.Name}");
        records.Initializer = owner.Context.GetConstString(text, dontNullTerminate: true);
        records.Section = AttachRecord.SectionName;
        records.Alignment = 1;
    }

    /// <summary>Records a field of a kernel type that a program reads as declared.</summary>
    public void AddCheckedRead(FieldDesc field) => _checkedReads.Add($"{KernelTypes.NameOf(field.Owner)}.{KernelTypes.NameOfField(field)}");

    /// <summary>Emits the recorded fields, after all functions are imported.</summary>
    public void WriteCheckedReads()
    {
        if (_checkedReads.Count == 0)
        {
            return;
        }

        byte[] text = [.. _checkedReads.SelectMany(read => System.Text.Encoding.UTF8.GetBytes(read + "\0"))];
        LLVMValueRef reads = owner.Module.AddGlobal(LLVMTypeRef.CreateArray(owner.Types.Int8, (uint)text.Length), "__checked_reads");
        reads.Initializer = owner.Context.GetConstString(text, dontNullTerminate: true);
        reads.Section = CheckedReads.SectionName;
        reads.Alignment = 1;
    }

    /// <summary>Keeps the types that the kernel finds by their name, after all functions are imported.</summary>
    public void WriteNamedTypes()
    {
        MapEmitter emitter = new(owner);
        int count = 0;
        foreach (DefinedType type in owner.Debug.Types.Named.Distinct().ToArray())
        {
            emitter.EmitType($"__named_type_{count++}", type, null);
        }
    }

    public void AddMap(MapDeclaration map)
    {
        MapEmitter emitter = new(owner);
        _globals.Add((map.Field.Owner, map.Field.Handle), emitter.Emit(map));
        emitter.EmitHiddenTypes(map);
    }

    /// <summary>Fills maps of maps, after all maps are added.</summary>
    public void SetInitialMaps(IReadOnlyList<MapDeclaration> maps)
    {
        foreach (MapDeclaration map in maps.Where(map => map.Definition.Initial.Count > 0))
        {
            // A wrong name has already been reported.
            IEnumerable<MapDeclaration> initial = map.Definition.Initial.Select(name => maps.FirstOrDefault(other => other.Field.Name == name))
                .OfType<MapDeclaration>();
            new MapEmitter(owner).SetInitial(Get(map.Field), [.. initial.Select(other => Get(other.Field))]);
        }
    }

    /// <summary>
    /// After the passes. A string whose address is insignificant goes to a mergeable string section with the same name as that of the other constants; but the
    /// kernel refuses BTF with two sections of one name.
    /// </summary>
    public void Place()
    {
        for (LLVMValueRef global = owner.Module.FirstGlobal; global.Handle != 0; global = global.NextGlobal)
        {
            if (global.Section == ReadOnlySection)
            {
                global.UnnamedAddress = LLVMUnnamedAddr.LLVMNoUnnamedAddr;
            }
        }
    }

    /// <summary>Returns the address of a static field.</summary>
    public LLVMValueRef Get(FieldDesc field)
    {
        if (_globals.TryGetValue((field.Owner, field.Handle), out LLVMValueRef known))
        {
            return known;
        }

        if (field.FindAttribute(AttributeNames.Map) is { } map && MapDiscovery.TryDescribe(field, map, owner.Diagnostics) is { } declaration)
        {
            AddMap(declaration with { Name = DeclaredMap.NameOf(map.Get<string?>("Name", null), NameOf(field)) });
            return _globals[(field.Owner, field.Handle)];
        }

        if (MapDiscovery.IsMapType(field.Type)
            && (ReferenceEquals(field.Owner, owner.Declaration.Type) || field.FindAttribute(AttributeNames.Map) is not null))
        {
            // Its declaration has already been reported; the use is not at fault.
            return _globals[(field.Owner, field.Handle)] = owner.Module.AddGlobal(owner.Types.Pointer, UniqueName(field));
        }

        if (field.HasData)
        {
            return _globals[(field.Owner, field.Handle)] = AddData(field.ReadData(LayoutEngine.SizeOf(field.Type)), 8, field.Owner.Module.IsFramework);
        }

        if (!GlobalData.IsSupported(field) || field.Type is ArrayType)
        {
            throw new CompilationException(BpfDiagnostics.StaticFieldType, field.Name, field.Type.DisplayName);
        }

        // Guid.Empty, DateTime.UnixEpoch: nothing sets them, and user space does not see them.
        if (field.Owner.Module.IsFramework && field.IsReadOnly && owner.Initial.Find(field) is { } value)
        {
            return _globals[(field.Owner, field.Handle)] = AddData(value, LayoutEngine.AlignmentOf(field.Type));
        }

        return Add(field);
    }

    /// <summary>Adds a variable for a static field.</summary>
    public LLVMValueRef Add(FieldDesc field)
    {
        GlobalData.CheckShared(field, field.Type);
        int size = LayoutEngine.SizeOf(field.Type);
        int alignment = Math.Max(LayoutEngine.AlignmentOf(field.Type), size >= 8 ? 8 : 1);
        LLVMValueRef global = AddVariable(field, owner.Initial.Find(field) ?? new byte[size], alignment, owner.Debug.Types.Get(field.Type));
        if (GlobalData.OwnsObjects(field.Type))
        {
            // What the kernel manages cannot be mapped into a process: a section of its own, with a hidden variable, as for clang's programs.
            global.Section = ".data." + ObjectName.Of(GlobalData.NameOf(field));
            global.Visibility = LLVMVisibility.LLVMHiddenVisibility;
        }
        else if (GlobalData.Describe(field).IsFrozen(areElementsWritten: false))
        {
            // Externally initialized; otherwise LLVM folds the value and the host could no longer set it before load.
            global.IsGlobalConstant = true;
            global.IsExternallyInitialized = true;
        }

        return _globals[(field.Owner, field.Handle)] = global;
    }

    /// <summary>Allocates a static field; LLVM chooses between .data and .bss by the initial bytes.</summary>
    public LLVMValueRef AddVariable(FieldDesc field, byte[] bytes, int alignment, LLVMMetadataRef description)
    {
        string name = UniqueName(field);
        bool isZero = !bytes.AsSpan().ContainsAnyExcept((byte)0);
        LLVMTypeRef type = LLVMTypeRef.CreateArray(owner.Types.Int8, (uint)bytes.Length);
        LLVMValueRef global = owner.Module.AddGlobal(type, name);
        global.Initializer = isZero ? LLVMValueRef.CreateConstNull(type) : owner.Context.GetConstString(bytes, dontNullTerminate: true);
        global.Alignment = (uint)alignment;
        owner.Debug.Attach(global, name, description, StaticInitializer.LocationOf(field), isLocal: false, alignment);
        return global;
    }

    /// <summary>Adds an extern that the loader fills from the kernel's configuration.</summary>
    public LLVMValueRef KernelOption(AttributeData option, TypeDesc type)
        => Extern((string)option.Arguments[0]!, ".kconfig", option.Get("Optional", false), owner.Types.Memory(type), owner.Debug.Types.Get(type));

    /// <summary>Adds an extern that has the address of a kernel symbol.</summary>
    public LLVMValueRef KernelSymbol(AttributeData symbol)
        => Extern((string)symbol.Arguments[0]!, ".ksyms", symbol.Get("Optional", false), owner.Types.Int8, owner.Debug.Types.ConstVoid);

    private LLVMValueRef Extern(string name, string section, bool isOptional, LLVMTypeRef type, LLVMMetadataRef description)
    {
        LLVMValueRef known = owner.Module.GetNamedGlobal(name);
        if (known.Handle != 0)
        {
            return known;
        }

        LLVMValueRef global = owner.Module.AddGlobal(type, name);
        global.Section = section;
        global.IsGlobalConstant = true;
        global.Linkage = isOptional ? LLVMLinkage.LLVMExternalWeakLinkage : LLVMLinkage.LLVMExternalLinkage;
        owner.Debug.Attach(global, name, description, null, isLocal: false, 0);
        return global;
    }

    /// <summary>Adds constant bytes; equal bytes are stored once.</summary>
    public LLVMValueRef AddData(byte[] bytes, int alignment, bool isFramework = false)
    {
        HasConstantAddress = true;
        string prefix = isFramework ? Marker.FrameworkData : "data_";
        string key = prefix + Convert.ToHexString(bytes);
        if (!_data.TryGetValue(key, out LLVMValueRef global))
        {
            string name = $"{prefix}{_data.Count}";
            global = owner.Module.AddGlobal(LLVMTypeRef.CreateArray(owner.Types.Int8, (uint)bytes.Length), name);
            global.Initializer = owner.Context.GetConstString(bytes, dontNullTerminate: true);
            global.Linkage = LLVMLinkage.LLVMInternalLinkage;
            global.IsGlobalConstant = true;
            global.Section = ReadOnlySection;
            global.Alignment = (uint)alignment;
            owner.Debug.Attach(global, name, owner.Debug.Types.Bytes(bytes.Length), null, isLocal: true, alignment);
            _data.Add(key, global);
        }

        return global;
    }

    // Two classes may have the same name: LLVM would append a dot and a number, which BTF does not allow in a name.
    private string UniqueName(FieldDesc field)
    {
        string name = NameOf(field);
        string unique = name;
        for (int i = 2; owner.Module.GetNamedGlobal(unique).Handle != 0; i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }

    private string NameOf(FieldDesc field)
    {
        string name = GlobalData.NameOf(field);
        return !ReferenceEquals(field.Owner, owner.Declaration.Type) ? $"{ObjectName.Of(field.Owner.DisplayName)}_{ObjectName.Of(name)}"
            : owner.Declaration.VariableNames.GetValueOrDefault(name) ?? ObjectName.Of(name);
    }
}
