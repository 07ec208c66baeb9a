using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Objects.Externs;
using Bpf.Objects.Files;
using Bpf.Objects.Maps;
using Bpf.Runtime;

namespace Bpf.Objects.Description;

/// <summary>Finds the sections of global variables and defines the map that backs each one.</summary>
internal static class DataSectionReader
{
    /// <summary>Returns the sections that hold variables.</summary>
    /// <exception cref="BpfObjectFormatException">A section is too large, or a variable lies outside its section.</exception>
    public static List<DataSectionDefinition> Read(ObjectFile file)
    {
        List<DataSectionDefinition> result = [];
        foreach (ObjectSection section in file.Elf.Sections)
        {
            if (section.Size == 0 || !IsData(section))
            {
                continue;
            }

            if (section.Size > int.MaxValue)
            {
                throw file.Elf.Defect($"Section '{section.Name}' has {section.Size} bytes, which is too large for a map.");
            }

            RequireVariablesInside(file.Elf, section);
            result.Add(new DataSectionDefinition(section, Define(file, section)));
        }

        return result;
    }

    /// <summary>Returns the map of the configuration values, or <see langword="null"/> when the object uses none.</summary>
    public static MapDefinition? ReadConfiguration(ObjectFile file)
    {
        const string Name = ".kconfig";
        int size = 0;
        foreach (ExternSymbol symbol in file.Externs)
        {
            if (symbol.Kind == ExternKind.Configuration)
            {
                size = Math.Max(size, symbol.Offset + symbol.Size);
            }
        }

        return size == 0 ? null : new MapDefinition
        {
            Name = Name,
            KernelName = KernelObjectName.OfDataSection(file.Name, Name),
            Type = MapType.Array,
            KeySize = sizeof(int),
            ValueSize = size,
            MaxEntries = 1,
            Flags = MapFlags.ProgramReadOnly | MapFlags.MemoryMappable,
            ValueTypeId = file.Btf?.Find(".kconfig"u8, BtfKind.DataSection) ?? 0,
        };
    }

    private static bool IsData(ObjectSection section) => section.Type switch
    {
        ElfSection.NoBits => Is(section, ".bss"u8),
        ElfSection.ProgramBits => Is(section, ".data"u8) || Is(section, ".rodata"u8),
        _ => false,
    };

    private static bool Is(ObjectSection section, ReadOnlySpan<byte> name)
        => section.Utf8Name.StartsWith(name) && (section.Utf8Name.Length == name.Length || section.Utf8Name[name.Length] == '.');

    private static MapDefinition Define(ObjectFile file, ObjectSection section)
    {
        uint type = file.Btf?.Find(section.Utf8Name, BtfKind.DataSection) ?? 0;
        MapDefinition map = new()
        {
            Name = section.Name,
            KernelName = KernelObjectName.OfDataSection(file.Name, section.Name),
            Type = MapType.Array,
            KeySize = sizeof(int),
            ValueSize = (int)section.Size,
            MaxEntries = 1,
            ValueTypeId = type,
        };
        if (section.Name.StartsWith(".rodata", StringComparison.Ordinal))
        {
            map.Flags |= MapFlags.ProgramReadOnly;
        }

        if (type != 0 ? HasVisibleVariable(file.Btf![type]) : (map.Flags & MapFlags.ProgramReadOnly) == 0)
        {
            map.Flags |= MapFlags.MemoryMappable;
        }

        return map;
    }

    // The kernel does not map memory that holds locks, timers, lists or kernel pointers. By convention such variables are static or hidden and live
    // in a section of their own, which user space has no reason to touch.
    private static bool HasVisibleVariable(BtfType section)
    {
        for (int i = 0; i < section.Count; i++)
        {
            BtfType variable = section.Table[section.SectionEntry(i).TypeId];
            if (variable.Kind == BtfKind.Variable && variable.Linkage != BtfLinkage.Static)
            {
                return true;
            }
        }

        return false;
    }

    private static void RequireVariablesInside(ObjectElf elf, ObjectSection section)
    {
        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.IsIn(section) && (symbol.Value > section.Size || section.Size - symbol.Value < symbol.Size))
            {
                throw elf.Defect($"Variable '{symbol.Name}' lies outside section '{section.Name}'.");
            }
        }
    }
}
