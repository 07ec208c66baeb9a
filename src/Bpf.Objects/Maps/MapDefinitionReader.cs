using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>Reads the map definitions of section <c>.maps</c>: one global variable of a struct type per map, described by BTF.</summary>
internal sealed class MapDefinitionReader(ObjectElf elf, BtfTypeTable? btf, string objectName, ObjectReadOptions options)
{
    /// <exception cref="BpfObjectFormatException">A definition is damaged or contradicts itself.</exception>
    /// <exception cref="BpfUnsupportedException">A definition uses an unknown feature.</exception>
    public List<MapDefinition> Read()
    {
        List<MapDefinition> maps = [];
        LegacyMapReader.Read(elf, options, objectName, maps);
        if (elf.Find(".maps"u8) is not { Size: > 0 } section)
        {
            return maps;
        }

        if (btf is null)
        {
            throw elf.Defect("It defines maps in '.maps' but has no BTF that describes them; compile with -g.");
        }

        uint sectionType = btf.Find(".maps"u8, BtfKind.DataSection);
        if (sectionType == 0)
        {
            throw elf.Defect("It has a section '.maps' that its BTF does not describe.");
        }

        BtfType variables = btf[sectionType];
        for (int i = 0; i < variables.Count; i++)
        {
            maps.Add(ReadVariable(section, variables.SectionEntry(i)));
        }

        ReadInitialSlots(section, maps);
        return maps;
    }

    private MapDefinition ReadVariable(ObjectSection section, BtfSectionEntry entry)
    {
        BtfType variable = btf![entry.TypeId];
        string name = variable.NameText;
        if (variable.Kind != BtfKind.Variable)
        {
            throw elf.Defect($"Section '.maps' holds '{name}', which is not a variable.");
        }

        if (variable.Linkage != BtfLinkage.Global)
        {
            throw new BpfUnsupportedException("define map", $"{objectName}:{name}", "Map variables must be global, not static or extern.", Errno.EOPNOTSUPP);
        }

        BtfType structure = btf.SkipModifiersAndTypedefs(variable.ReferencedId);
        if (structure.Kind != BtfKind.Struct)
        {
            throw elf.Defect($"Map '{name}' is defined by a type of kind {structure.Kind} instead of a struct.");
        }

        ulong offset = OffsetOf(variable.Name, section) ?? entry.Offset;
        if (offset + entry.Size > section.Size || entry.Size < structure.RawSize)
        {
            throw elf.Defect($"The definition of map '{name}' lies outside '.maps'.");
        }

        MapDefinition map = new() { Name = name, KernelName = name, SectionIndex = section.Index, SectionOffset = offset };
        Fill(map, structure, inner: false);
        return map;
    }

    private ulong? OffsetOf(ReadOnlySpan<byte> name, ObjectSection section)
    {
        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.IsIn(section) && symbol.Utf8Name.SequenceEqual(name))
            {
                return symbol.Value;
            }
        }

        return null;
    }

    private void Fill(MapDefinition map, BtfType structure, bool inner)
    {
        bool hasType = false;
        for (int i = 0; i < structure.Count; i++)
        {
            BtfMember member = structure.Member(i);
            string name = btf!.Text(member.NameOffset);
            switch (name)
            {
                case "type":
                    map.Type = (MapType)Number(map, member, name);
                    hasType = true;
                    break;
                case "max_entries":
                    map.MaxEntries = (uint)Number(map, member, name);
                    break;
                case "map_flags":
                    map.Flags = (MapFlags)Number(map, member, name);
                    break;
                case "numa_node":
                    map.NumaNode = (uint)Number(map, member, name);
                    break;
                case "map_extra":
                    map.Extra = Number(map, member, name);
                    break;
                case "key_size":
                    map.KeySize = Size(map, name, map.KeySize, Number(map, member, name));
                    break;
                case "value_size":
                    map.ValueSize = Size(map, name, map.ValueSize, Number(map, member, name));
                    break;
                case "key":
                    map.KeyTypeId = Pointee(map, member, name);
                    map.KeySize = Size(map, name, map.KeySize, SizeOf(map.KeyTypeId));
                    break;
                case "value":
                    map.ValueTypeId = Pointee(map, member, name);
                    map.ValueSize = Size(map, name, map.ValueSize, SizeOf(map.ValueTypeId));
                    break;
                case "values":
                    ReadValues(map, structure, i, inner);
                    break;
                case "pinning":
                    ReadPinning(map, Number(map, member, name), inner);
                    break;
                default:
                    if (!options.RelaxedMapDefinitions && options.Dialect == BpfDialect.Libbpf)
                    {
                        throw new BpfUnsupportedException(
                            "define map", Subject(map),
                            $"Its definition has the unknown member '{name}'; set BpfObjectOptions.RelaxedMapDefinitions to ignore it.",
                            Errno.EOPNOTSUPP);
                    }

                    break;
            }
        }

        if (!hasType)
        {
            throw elf.Defect($"Map '{map.Name}' has no type.");
        }

        if (map.Kind is not { HasRecords: true })
        {
            RefuseIncomplete(map, "key", map.KeyTypeId);
            RefuseIncomplete(map, "value", map.ValueTypeId);
        }

        map.Record = RecordTypeReader.Find(btf!, map);
    }

    private void ReadPinning(MapDefinition map, ulong value, bool inner)
    {
        if (inner)
        {
            throw elf.Defect($"The inner map '{map.Name}' cannot be pinned.");
        }

        // cilium's value 2, "replace", is treated like pinning by name.
        map.PinnedByName = value switch
        {
            0 => false, // LIBBPF_PIN_NONE
            1 => true, // LIBBPF_PIN_BY_NAME
            2 when options.Dialect == BpfDialect.Cilium => true,
            _ => throw elf.Defect($"Map '{map.Name}' has the unknown pinning {value}."),
        };
    }

    private void ReadValues(MapDefinition map, BtfType structure, int index, bool inner)
    {
        BtfMember member = structure.Member(index);
        if (index != structure.Count - 1)
        {
            throw elf.Defect($"In the definition of map '{map.Name}', 'values' must be the last member.");
        }

        BtfType array = btf!.SkipModifiersAndTypedefs(member.TypeId);
        if (array.Kind != BtfKind.Array || array.ArrayLength != 0)
        {
            throw elf.Defect($"In the definition of map '{map.Name}', 'values' is not an array of length zero.");
        }

        BtfType pointer = btf.SkipModifiersAndTypedefs(array.ArrayElementId);
        if (pointer.Kind != BtfKind.Pointer)
        {
            throw elf.Defect($"In the definition of map '{map.Name}', 'values' is not an array of pointers.");
        }

        BtfType target = btf.SkipModifiersAndTypedefs(pointer.ReferencedId);
        map.ValuesOffset = (int)(member.BitOffset / 8);
        map.ValueSize = Size(map, "values", map.ValueSize, sizeof(uint));
        switch (map.Kind)
        {
            case { HoldsPrograms: true }:
                if (target.Kind != BtfKind.FunctionPrototype)
                {
                    throw elf.Defect($"The values of program array '{map.Name}' are not functions.");
                }

                break;
            case { HoldsMaps: true }:
                if (inner)
                {
                    throw new BpfUnsupportedException("define map", Subject(map), "Maps of maps can be nested only one level deep.", Errno.EOPNOTSUPP);
                }

                if (target.Kind != BtfKind.Struct)
                {
                    throw elf.Defect($"The values of map '{map.Name}' are not map definitions.");
                }

                map.Inner = new MapDefinition { Name = map.Name + ".inner", KernelName = map.Name + ".inner" };
                Fill(map.Inner, target, inner: true);
                break;
            default:
                throw new BpfUnsupportedException(
                    "define map", Subject(map), $"A map of type {map.Type} cannot have initial 'values'; maps of maps and program arrays can.",
                    Errno.EOPNOTSUPP);
        }
    }

    /// <summary>Reads a number encoded as the length of an array behind a pointer, or (64-bit) as the value of an enum with one member.</summary>
    private ulong Number(MapDefinition map, BtfMember member, string name)
    {
        BtfType type = btf!.SkipModifiersAndTypedefs(member.TypeId);
        if (type.IsEnum && name == "map_extra")
        {
            return type.Count == 1
                ? type.EnumeratorValue(0)
                : throw elf.Defect($"In the definition of map '{map.Name}', '{name}' is an enum with {type.Count} members instead of one.");
        }

        if (type.Kind != BtfKind.Pointer || btf.SkipModifiersAndTypedefs(type.ReferencedId) is not { Kind: BtfKind.Array } array)
        {
            throw elf.Defect($"In the definition of map '{map.Name}', '{name}' is not a pointer to an array.");
        }

        return array.ArrayLength;
    }

    private uint Pointee(MapDefinition map, BtfMember member, string name)
    {
        BtfType type = btf!.SkipModifiersAndTypedefs(member.TypeId);
        return type.Kind == BtfKind.Pointer
            ? type.ReferencedId
            : throw elf.Defect($"In the definition of map '{map.Name}', '{name}' is not a pointer to a type.");
    }

    // The kernel requires BTF for keys and values, so their sizes alone are not enough.
    private void RefuseIncomplete(MapDefinition map, string part, uint type)
    {
        if (type != 0 && IsIncomplete(type))
        {
            throw elf.Defect(
                $"Its BTF has only a forward declaration of '{btf!.SkipModifiersAndTypedefs(type).NameText}', the {part} type of map '{map.Name}'. "
                + "Declare a global variable of the type to make the compiler emit its members.");
        }
    }

    // clang omits the members of a struct reached only through two pointers, as in the definition of an inner map.
    private bool IsIncomplete(uint type) => btf!.SkipModifiersAndTypedefs(type).Kind == BtfKind.Forward;

    private ulong SizeOf(uint type) => IsIncomplete(type) ? 0 : btf!.SizeOf(type);

    private int Size(MapDefinition map, string member, int known, ulong size)
    {
        if (size > int.MaxValue)
        {
            throw elf.Defect($"In the definition of map '{map.Name}', '{member}' has {size} bytes.");
        }

        if (known != 0 && (ulong)known != size)
        {
            throw elf.Defect($"In the definition of map '{map.Name}', '{member}' sets a size of {size} bytes, but another member sets {known}.");
        }

        return (int)size;
    }

    /// <summary>Reads which maps or programs the relocations of <c>.maps</c> put into the slots of <c>values</c>.</summary>
    private void ReadInitialSlots(ObjectSection section, List<MapDefinition> maps)
    {
        foreach (ObjectSection relocations in elf.Sections)
        {
            if (!relocations.Relocates(section))
            {
                continue;
            }

            foreach (ElfRelocation relocation in relocations.Relocations)
            {
                ulong offset = relocation.Offset;
                if (relocation.Symbol >= (uint)elf.Symbols.Length || offset > section.Size || section.Size - offset < sizeof(ulong))
                {
                    throw elf.Defect($"A relocation of '.maps' has an invalid offset ({offset}) or symbol ({relocation.Symbol}).");
                }

                FillSlot(maps, section, offset, elf.Symbols[(int)relocation.Symbol]);
            }
        }
    }

    private void FillSlot(List<MapDefinition> maps, ObjectSection section, ulong offset, ObjectSymbol symbol)
    {
        MapDefinition? owner = null;
        foreach (MapDefinition map in maps)
        {
            if (map.SectionIndex == section.Index && map.SectionOffset <= offset && (owner is null || map.SectionOffset > owner.SectionOffset))
            {
                owner = map;
            }
        }

        if (owner is null || owner.ValuesOffset < 0 || offset < owner.SectionOffset + (ulong)owner.ValuesOffset)
        {
            throw elf.Defect($"'.maps' refers to '{symbol.Name}' at offset {offset}, which is not in any 'values'.");
        }

        bool holdsPrograms = owner.Kind is { HoldsPrograms: true };
        if (holdsPrograms ? symbol.Type != ElfSymbol.Function : symbol.SectionIndex != section.Index)
        {
            string wanted = holdsPrograms ? "program" : "map";
            throw elf.Defect($"Map '{owner.Name}' is initialized with '{symbol.Name}', which is not a {wanted}.");
        }

        if (owner.Kind is not { IsArray: true } && owner.KeySize != sizeof(uint))
        {
            throw elf.Defect($"Map '{owner.Name}' has initial values but keys of {owner.KeySize} bytes; initial values require 4-byte keys.");
        }

        ulong slot = (offset - owner.SectionOffset - (ulong)owner.ValuesOffset) / sizeof(ulong);
        string?[] slots = owner.InitialSlots;
        if (slot >= (ulong)slots.Length)
        {
            Array.Resize(ref slots, (int)slot + 1);
        }

        slots[slot] = symbol.Name;
        owner.InitialSlots = slots;
    }

    private string Subject(MapDefinition map) => $"{objectName}:{map.Name}";
}
