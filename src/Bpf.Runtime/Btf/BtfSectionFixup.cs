using Bpf.Runtime.Objects;

namespace Bpf.Runtime.Btf;

/// <summary>
/// Completes what compilers leave open: the size of data sections and the offsets of their variables are known only to the ELF file.
/// Functions with hidden visibility become static, so that the verifier does not treat them as separately callable.
/// </summary>
internal static class BtfSectionFixup
{
    /// <exception cref="BpfObjectFormatException">A variable has no symbol.</exception>
    public static void Apply(BtfTypeTable types, ObjectElf elf)
    {
        Dictionary<string, ObjectSymbol> globals = GlobalSymbols(elf);
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            BtfType type = types[id];
            if (type.Kind == BtfKind.DataSection)
                Complete(types, type, elf, globals);
            else if (type.Kind == BtfKind.Function && type.Linkage == BtfLinkage.Global && IsHiddenSubprogram(type, elf, globals))
                type.Record[1] = type.Record[1] & ~0xFFFFU | (uint)BtfLinkage.Static;
        }
    }

    private static void Complete(BtfTypeTable types, BtfType section, ObjectElf elf, Dictionary<string, ObjectSymbol> globals)
    {
        string name = section.NameText;
        if (name is ".kconfig" or ".ksyms" || elf.Find(name) is not { } found)
            return;

        if (section.RawSize == 0)
            section.Record[2] = (uint)found.Size;

        for (int i = 0; i < section.Count; i++)
        {
            BtfType variable = types[section.SectionEntry(i).TypeId];
            if (variable.Kind != BtfKind.Variable || variable.Linkage == BtfLinkage.Static)
                continue;
            if (!globals.TryGetValue(variable.NameText, out ObjectSymbol symbol))
                throw elf.Defect($"The BTF names variable '{variable.NameText}' in section '{name}', but there is no such symbol.");

            section.SetSectionEntryOffset(i, (uint)symbol.Value);
            if (symbol.IsHidden)
                variable.Record[3] = (uint)BtfLinkage.Static;
        }

        section.SortSectionEntries();
    }

    private static bool IsHiddenSubprogram(BtfType function, ObjectElf elf, Dictionary<string, ObjectSymbol> globals)
        => globals.TryGetValue(function.NameText, out ObjectSymbol symbol) && symbol.IsHidden && symbol.Type == ObjectSymbol.Function
            && symbol.SectionIndex < elf.Sections.Length && elf.Sections[symbol.SectionIndex].Name == CodeSection.SubprogramSection;

    private static Dictionary<string, ObjectSymbol> GlobalSymbols(ObjectElf elf)
    {
        Dictionary<string, ObjectSymbol> globals = [];
        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.Binding != ObjectSymbol.Local && symbol.SectionIndex != ObjectSymbol.Undefined)
                globals.TryAdd(symbol.Name, symbol);
        }

        return globals;
    }
}
