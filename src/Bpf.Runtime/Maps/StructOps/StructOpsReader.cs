using System.Buffers.Binary;
using System.Text;
using Bpf.Runtime.Btf;
using Bpf.Runtime.Objects;

namespace Bpf.Runtime.Maps;

/// <summary>Reads the tables of functions of an object.</summary>
internal static class StructOpsReader
{
    private const int RelocationSize = 16; // sizeof(Elf64_Rel)
    private static readonly string[] s_sections = [".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link"];

    /// <exception cref="BpfObjectFormatException">A table is damaged.</exception>
    public static void Read(ObjectElf elf, BtfTypeTable? types, List<MapDefinition> maps)
    {
        foreach (string name in s_sections)
        {
            if (elf.Find(name) is not { Size: > 0 } section)
                continue;

            uint id = types?.Find(Encoding.UTF8.GetBytes(name), BtfKind.DataSection) ?? 0;
            if (id == 0)
                throw elf.Defect($"It has a section '{name}' that no BTF describes; compile with -g.");

            BtfType variables = types![id];
            for (int i = 0; i < variables.Count; i++)
                maps.Add(Read(elf, types, section, variables.SectionEntry(i)));
        }
    }

    private static MapDefinition Read(ObjectElf elf, BtfTypeTable types, ObjectSection section, BtfSectionEntry entry)
    {
        BtfType variable = types[entry.TypeId];
        BtfType type = types.SkipModifiersAndTypedefs(variable.ReferencedId);
        string name = variable.NameText;
        if (variable.Kind != BtfKind.Variable || type.Kind != BtfKind.Struct || type.NameOffset == 0)
            throw elf.Defect($"'{name}' in section '{section.Name}' is no variable of a named struct type.");
        if ((ulong)entry.Offset + type.RawSize > (ulong)section.Contents.Length)
            throw elf.Defect($"'{name}' lies outside section '{section.Name}'.");

        StructOpsDefinition definition = new(
            type.Id, section.Contents.Slice((int)entry.Offset, (int)type.RawSize), new string?[type.Count], section.Name[0] == '?');
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
            if (relocations.Type != ObjectSection.Relocations || relocations.Info != section.Index)
                continue;

            ReadOnlySpan<byte> bytes = relocations.Contents.Span;
            for (int i = 0; i + RelocationSize <= bytes.Length; i += RelocationSize)
            {
                ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(bytes[i..]);
                uint symbol = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i + 12)..]);
                if (offset < start || offset - start >= type.RawSize)
                    continue;
                if (symbol >= (uint)elf.Symbols.Length || elf.Symbols[symbol].Type != ObjectSymbol.Function)
                    throw elf.Defect($"Offset {offset} of section '{section.Name}' refers to something that is no program.");

                for (int member = 0; member < type.Count; member++)
                {
                    if (type.Member(member).BitOffset == (offset - start) * 8)
                        programs[member] = elf.Symbols[symbol].Name;
                }
            }
        }
    }
}
