using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>Emits BTF-defined maps: a struct of pointers with types that encode the numbers.</summary>
internal sealed class MapEmitter(ObjectModule owner)
{
    private const int PointerSize = 8;
    private const string RecordSection = ".bpf.records";
    private const string RecordSuffix = "__record";
    private const string InnerKeySuffix = "__inner_key";
    private const string InnerValueSuffix = "__inner_value";

    // For arenas of several processes. Unused in all of them: far above the program, far below the libraries and the stack.
    private ulong ArenaAddress => owner.Architecture == TargetArchitecture.X64 ? 1UL << 44 : 1UL << 32;

    public LLVMValueRef Emit(MapDeclaration map)
    {
        (LLVMMetadataRef type, int size) = Describe(map.Definition, map.Definition.Inner is not null);
        LLVMTypeRef memory = LLVMTypeRef.CreateArray(owner.Types.Pointer, (uint)((size / PointerSize) + map.Definition.Initial.Count));
        LLVMValueRef global = owner.Module.AddGlobal(memory, map.Name);
        global.Initializer = LLVMValueRef.CreateConstNull(memory);
        global.Section = ".maps";
        global.Alignment = PointerSize;
        owner.Debug.Attach(global, map.Name, type, StaticInitializer.LocationOf(map.Field), isLocal: false, PointerSize);
        return global;
    }

    /// <summary>Puts maps into the first slots of a map of maps; the loader finds them by the relocations of the pointers behind the definition.</summary>
    public void SetInitial(LLVMValueRef map, IReadOnlyList<LLVMValueRef> initial)
    {
        LLVMValueRef[] pointers = new LLVMValueRef[map.GlobalValueType.ArrayLength];
        Array.Fill(pointers, LLVMValueRef.CreateConstNull(owner.Types.Pointer));
        for (int i = 0; i < initial.Count; i++)
        {
            pointers[pointers.Length - initial.Count + i] = initial[i];
        }

        map.Initializer = LLVMValueRef.CreateConstArray(owner.Types.Pointer, pointers);
    }

    /// <summary>
    /// Keeps types in the BTF that the definition of the map cannot carry. The definition of a queue cannot name the type of its records, which tools want to
    /// know; and in the description of inner maps, LLVM emits structs as forward declarations, which have no size that a loader could read.
    /// </summary>
    public void EmitHiddenTypes(MapDeclaration map)
    {
        EmitType(map, RecordSuffix, map.Definition.Record);
        EmitType(map, InnerKeySuffix, map.Definition.Inner?.Key);
        EmitType(map, InnerValueSuffix, map.Definition.Inner?.Value);
    }

    private void EmitType(MapDeclaration map, string suffix, TypeDesc? type)
    {
        if (type is not null)
        {
            EmitType(map.Name + suffix, type, StaticInitializer.LocationOf(map.Field));
        }
    }

    /// <summary>Keeps a type in the BTF: by a pointer in a section that loaders do not read.</summary>
    public void EmitType(string name, TypeDesc type, SourceLocation? location)
    {
        LLVMValueRef global = owner.Module.AddGlobal(owner.Types.Pointer, name);
        global.Initializer = LLVMValueRef.CreateConstNull(owner.Types.Pointer);
        global.Section = RecordSection;
        global.Alignment = PointerSize;
        owner.Debug.Attach(global, name, owner.Debug.Types.PointerTo(type), location, isLocal: false, PointerSize);
    }

    private (LLVMMetadataRef Type, int Size) Describe(MapDefinition map, bool hasInner)
    {
        List<(string Name, LLVMMetadataRef Type, int Size, int Offset)> members = [];
        void Add(string name, LLVMMetadataRef type, int size = PointerSize)
            => members.Add((name, type, size, members.Count == 0 ? 0 : members[^1].Offset + members[^1].Size));
        void AddNumber(string name, uint value) => Add(name, Number(value));

        AddNumber("type", (uint)map.Kind.Type);
        if (map.Key is { } key)
        {
            Add("key", owner.Debug.Types.PointerTo(key));
        }

        if (map.Value is { } value)
        {
            Add("value", owner.Debug.Types.PointerTo(value));
        }
        else if (map.ValueSize > 0)
        {
            AddNumber("value_size", (uint)map.ValueSize);
        }

        if (map.MaxEntries > 0)
        {
            AddNumber("max_entries", map.MaxEntries);
        }

        if (map.Flags != 0)
        {
            AddNumber("map_flags", (uint)map.Flags);
        }

        if (map.Pinning != 0)
        {
            AddNumber("pinning", (uint)map.Pinning);
        }

        if (map.NumaNode != 0)
        {
            AddNumber("numa_node", (uint)map.NumaNode);
        }

        ulong extra = map is { Kind.Type: MapType.Arena, Extra: 0, Pinning: not 0 } ? ArenaAddress : map.Extra;
        if (extra > int.MaxValue)
        {
            Add("map_extra", owner.Debug.Types.Constant($"{(uint)map.Kind.Type}_map_extra", extra), sizeof(ulong));
        }
        else if (extra > 0)
        {
            AddNumber("map_extra", (uint)extra);
        }

        if (hasInner)
        {
            (LLVMMetadataRef inner, _) = Describe(map.Inner!, hasInner: false);
            LLVMMetadataRef values = owner.Debug.Types.Array(owner.Debug.Types.PointerTo(inner), PointerSize, 0);
            members.Add(("values", values, 0, members[^1].Offset + members[^1].Size));
        }

        int size = members[^1].Offset + members[^1].Size;
        return (owner.Debug.Types.Struct("", size, members), size);
    }

    // int (*name)[value]
    private LLVMMetadataRef Number(uint value)
        => owner.Debug.Types.PointerTo(owner.Debug.Types.Array(owner.Debug.Types.Int, sizeof(int), checked((int)value)));
}
