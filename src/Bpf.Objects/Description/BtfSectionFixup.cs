using Bpf.Objects.Btf;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Description;

/// <summary>
/// Completes BTF that compilers leave unfinished: the sizes of data sections and the offsets of their variables are known only from the ELF file.
/// Functions with hidden visibility become static, so that the verifier does not treat them as separately callable.
/// </summary>
internal static class BtfSectionFixup
{
    /// <exception cref="BpfObjectFormatException">A variable has no symbol.</exception>
    public static void Apply(BtfTypeTable types, ObjectElf elf)
    {
        for (uint id = types.FirstId; id < types.EndId; id++)
        {
            BtfType type = types[id];
            if (type.Kind == BtfKind.DataSection)
            {
                Complete(types, type, elf);
            }
        }

        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.IsHidden && symbol.Type == ElfSymbol.Function && IsSubprogram(symbol, elf))
            {
                MakeStatic(types, symbol.Utf8Name);
            }
        }
    }

    private static void Complete(BtfTypeTable types, BtfType section, ObjectElf elf)
    {
        ReadOnlySpan<byte> name = section.Name;
        if (name.SequenceEqual(".kconfig"u8) || name.SequenceEqual(".ksyms"u8) || elf.Find(name) is not { } found)
        {
            return;
        }

        if (section.RawSize == 0)
        {
            section.Record[2] = (uint)found.Size;
        }

        GlobalSymbols globals = elf.Globals;
        for (int i = 0; i < section.Count; i++)
        {
            BtfType variable = types[section.SectionEntry(i).TypeId];
            if (variable.Kind != BtfKind.Variable || variable.Linkage == BtfLinkage.Static)
            {
                continue;
            }

            if (globals.Find(variable.Name) is not { } symbol)
            {
                throw elf.Defect($"The BTF names variable '{variable.NameText}' in section '{section.NameText}', but there is no such symbol.");
            }

            section.SetSectionEntryOffset(i, (uint)symbol.Value);
            if (symbol.IsHidden)
            {
                variable.Record[3] = (uint)BtfLinkage.Static;
            }
        }

        section.SortSectionEntries();
    }

    private static bool IsSubprogram(ObjectSymbol symbol, ObjectElf elf)
        => symbol.Binding != ElfSymbol.Local && symbol.SectionIndex < elf.Sections.Length
            && elf.Sections[symbol.SectionIndex].Utf8Name.SequenceEqual(CodeSection.Utf8SubprogramSection);

    private static void MakeStatic(BtfTypeTable types, ReadOnlySpan<byte> name)
    {
        uint id = types.FindOwn(name, BtfKind.Function);
        if (id != 0 && types[id] is { Linkage: BtfLinkage.Global } function)
        {
            function.Record[1] = (function.Record[1] & ~0xFFFFFFU) | (uint)BtfLinkage.Static;
        }
    }
}
