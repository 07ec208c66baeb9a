using Bpf.Objects.Elf;
using Bpf.Symbols.Tables;

namespace Bpf.Symbols.Images;

/// <summary>
/// Names the entries of the procedure linkage table. Each loads the address to jump to from a slot of the global offset table, and a relocation of that
/// slot names the function.
/// </summary>
internal static class LinkageTable
{
    private const ushort X64 = 62; // EM_X86_64
    private const ushort Arm64 = 183; // EM_AARCH64
    private const uint GlobalDataX64 = 6; // R_X86_64_GLOB_DAT
    private const uint JumpSlotX64 = 7; // R_X86_64_JUMP_SLOT
    private const uint IndirectX64 = 37; // R_X86_64_IRELATIVE
    private const uint GlobalDataArm64 = 1025; // R_AARCH64_GLOB_DAT
    private const uint JumpSlotArm64 = 1026; // R_AARCH64_JUMP_SLOT
    private const uint IndirectArm64 = 1032; // R_AARCH64_IRELATIVE
    private const uint BranchTarget = 0xD503245F; // bti c
    private const int MostEntries = 1 << 20;
    private static ReadOnlySpan<byte> SectionPrefix => ".plt"u8;

    /// <summary>Returns the entries that can be named.</summary>
    public static IEnumerable<LinkageStub> StubsOf(ElfFile file)
    {
        if (file.Machine is not (X64 or Arm64) || !file.Is64Bit || !file.IsLittleEndian)
        {
            return [];
        }

        List<LinkageStub> stubs = [];
        Dictionary<ulong, byte[]>? names = null;
        foreach (ElfSection section in file.Sections)
        {
            if ((section.Flags & ElfSection.Executable) == 0 || section.Type != ElfSection.ProgramBits
                || !ElfText.At(file.SectionNames, section.Name).StartsWith(SectionPrefix))
            {
                continue;
            }

            names ??= SlotsOf(file);
            if (names.Count > 0 && file.FindSegment(section.Address) is { } segment)
            {
                Add(file, section, segment, names, stubs);
            }
        }

        return stubs;
    }

    private static void Add(ElfFile file, in ElfSection section, in ElfSegment segment, Dictionary<ulong, byte[]> names, List<LinkageStub> stubs)
    {
        ReadOnlySpan<byte> code = file.ContentsOf(section);
        // Entries are aligned to 8 bytes and at most 16 long on x86-64; those of aarch64 have 4 to 6 instructions.
        int step = file.Machine == X64 ? 8 : 4;
        for (int at = 0; at + step <= code.Length && stubs.Count < MostEntries; at += step)
        {
            if (file.Machine == X64)
            {
                if (JumpX64(code[at..], section.Address + (ulong)at) is { } slot && names.TryGetValue(slot, out byte[]? name))
                {
                    int size = code.Length - at >= 16 && section.EntrySize != 8 ? 16 : 8;
                    stubs.Add(new(file.FileOffsetOf(section.Address + (ulong)at, segment), (ulong)size, name));
                }
            }
            else if (LoadArm64(code[at..], section.Address + (ulong)at) is { } slot && names.TryGetValue(slot, out byte[]? name))
            {
                // It may have a branch target before it, and has add and br after it.
                int start = at >= 4 && file.UInt32(code[(at - 4)..]) == BranchTarget ? at - 4 : at;
                stubs.Add(new(file.FileOffsetOf(section.Address + (ulong)start, segment), (ulong)(at + 16 - start), name));
            }
        }
    }

    // [endbr64] [bnd] jmp *SLOT(%rip)
    private static ulong? JumpX64(ReadOnlySpan<byte> code, ulong address)
    {
        int at = code.StartsWith((ReadOnlySpan<byte>)[0xF3, 0x0F, 0x1E, 0xFA]) ? 4 : 0;
        at += code.Length > at && code[at] == 0xF2 ? 1 : 0;
        return code.Length >= at + 6 && code[at] == 0xFF && code[at + 1] == 0x25
            ? address + (ulong)at + 6 + (ulong)(long)BitConverter.ToInt32(code[(at + 2)..])
            : null;
    }

    // adrp x16, PAGE; ldr x17, [x16, #OFFSET]
    private static ulong? LoadArm64(ReadOnlySpan<byte> code, ulong address)
    {
        if (code.Length < 16)
        {
            return null;
        }

        uint page = BitConverter.ToUInt32(code);
        uint load = BitConverter.ToUInt32(code[4..]);
        if ((page & 0x9F00001F) != 0x90000010 || (load & 0xFFC003FF) != 0xF9400211)
        {
            return null;
        }

        long pages = (long)((((page >> 5) & 0x7FFFF) << 2) | ((page >> 29) & 3)) << 43 >> 43;
        return (address & ~0xFFFUL) + (ulong)(pages << 12) + (((load >> 10) & 0xFFF) * 8);
    }

    // The slots of the global offset table by address.
    private static Dictionary<ulong, byte[]> SlotsOf(ElfFile file)
    {
        Dictionary<ulong, byte[]> slots = [];
        Dictionary<ulong, byte[]>? selectors = null;
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type != ElfSection.RelocationsWithAddend || section.Link >= file.Sections.Length
                || section.EntrySize != ElfRelocations.SizeWithAddend)
            {
                continue;
            }

            ElfSection table = file.Sections[(int)section.Link];
            bool hasSymbols = table.Type == ElfSection.DynamicSymbols;
            foreach (ElfRelocation relocation in file.RelocationsOf(section))
            {
                if (hasSymbols && relocation.Symbol != 0 && relocation.Type is JumpSlotX64 or GlobalDataX64 or JumpSlotArm64 or GlobalDataArm64)
                {
                    Add(relocation.Offset, NameOf(file, table, relocation.Symbol));
                }
                else if (relocation.Type is IndirectX64 or IndirectArm64)
                {
                    selectors ??= SelectorsOf(file);
                    Add(relocation.Offset, selectors.GetValueOrDefault((ulong)relocation.Addend));
                }
            }
        }

        return slots;

        void Add(ulong slot, byte[]? name)
        {
            if (name is { Length: > 0 } && slots.Count < MostEntries)
            {
                slots.TryAdd(slot, name);
            }
        }
    }

    private static byte[]? NameOf(ElfFile file, in ElfSection table, uint symbol)
    {
        ReadOnlySpan<ElfSymbol> symbols = file.SymbolsOf(table);
        return symbol < symbols.Length ? ElfText.At(file.StringsOf(table), symbols[(int)symbol].Name).ToArray() : null;
    }

    // Calls of a file to its own indirect functions have no symbol but the address of the selector.
    private static Dictionary<ulong, byte[]> SelectorsOf(ElfFile file)
    {
        Dictionary<ulong, byte[]> names = [];
        foreach (ElfSection table in file.Sections)
        {
            if (table.Type is not (ElfSection.SymbolTable or ElfSection.DynamicSymbols))
            {
                continue;
            }

            foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(table))
            {
                ReadOnlySpan<byte> name = ElfText.At(file.StringsOf(table), symbol.Name);
                if (symbol.IsIndirectFunction && symbol.IsDefined && !name.IsEmpty)
                {
                    names.TryAdd(symbol.Value, name[..VersionedName.BaseLength(name)].ToArray());
                }
            }
        }

        return names;
    }
}
