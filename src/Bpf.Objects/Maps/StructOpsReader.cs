using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>Reads the struct_ops tables of an object.</summary>
internal static class StructOpsReader
{

    /// <exception cref="BpfObjectFormatException">A table is damaged.</exception>
    public static void Read(ObjectElf elf, BtfTypeTable? types, List<MapDefinition> maps)
    {
        foreach (ObjectSection section in elf.Sections)
        {
            if (section.Size == 0 || !HoldsTables(section.Utf8Name))
            {
                continue;
            }

            uint id = types?.Find(section.Utf8Name, BtfKind.DataSection) ?? 0;
            if (id == 0)
            {
                throw elf.Defect($"It has a section '{section.Name}' that no BTF describes; compile with -g.");
            }

            BtfType variables = types![id];
            for (int i = 0; i < variables.Count; i++)
            {
                maps.Add(Read(elf, types, section, variables.SectionEntry(i)));
            }
        }
    }

    private static bool HoldsTables(ReadOnlySpan<byte> section)
    {
        if (section is [(byte)'?', ..])
        {
            section = section[1..]; // no program of the table is loaded automatically
        }

        return section.SequenceEqual(".struct_ops"u8) || section.SequenceEqual(".struct_ops.link"u8);
    }

    private static MapDefinition Read(ObjectElf elf, BtfTypeTable types, ObjectSection section, BtfSectionEntry entry)
    {
        BtfType variable = types[entry.TypeId];
        BtfType type = types.SkipModifiersAndTypedefs(variable.ReferencedId);
        string name = variable.NameText;
        if (variable.Kind != BtfKind.Variable || type.Kind != BtfKind.Struct || type.NameOffset == 0)
        {
            throw elf.Defect($"'{name}' in section '{section.Name}' is not a variable of a named struct type.");
        }

        if ((ulong)entry.Offset + type.RawSize > (ulong)section.Contents.Length)
        {
            throw elf.Defect($"'{name}' lies outside section '{section.Name}'.");
        }

        StructOpsDefinition definition = new(
            types, type.Id, section.Contents.Slice((int)entry.Offset, (int)type.RawSize), new string?[type.Count], section.Name[0] == '?');
        FillPrograms(elf, section, entry.Offset, type, definition.Programs);
        return new MapDefinition
        {
            Name = name,
            KernelName = name,
            Type = MapType.StructOps,
            KeySize = sizeof(int),
            ValueSize = (int)type.RawSize,
            MaxEntries = 1,
            Flags = section.Name.EndsWith(".link", StringComparison.Ordinal) ? MapFlags.Link : default,
            StructOps = definition,
        };
    }

    private static void FillPrograms(ObjectElf elf, ObjectSection section, uint start, BtfType type, string?[] programs)
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
                if (offset < start || offset - start >= type.RawSize)
                {
                    continue;
                }

                if (relocation.Symbol >= (uint)elf.Symbols.Length || elf.Symbols[(int)relocation.Symbol].Type != ElfSymbol.Function)
                {
                    throw elf.Defect($"Offset {offset} of section '{section.Name}' refers to something that is not a program.");
                }

                for (int member = 0; member < type.Count; member++)
                {
                    if (type.Member(member).BitOffset == (offset - start) * 8)
                    {
                        programs[member] = elf.Symbols[(int)relocation.Symbol].Name;
                    }
                }
            }
        }
    }
}
