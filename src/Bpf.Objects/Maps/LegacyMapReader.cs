using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime;

namespace Bpf.Objects.Maps;

/// <summary>
/// Reads pre-BTF map definitions (<c>struct bpf_map_def</c> in section <c>maps</c>): type, key size, value size, capacity and flags as five 32-bit
/// numbers, optionally followed by more that must be zero.
/// </summary>
internal static class LegacyMapReader
{
    private const int KnownFields = 5;

    /// <exception cref="BpfObjectFormatException">A definition is damaged.</exception>
    /// <exception cref="BpfUnsupportedException">The dialect does not support such definitions.</exception>
    public static void Read(ObjectElf elf, ObjectReadOptions options, string objectName, List<MapDefinition> maps)
    {
        foreach (ObjectSection section in elf.Sections)
        {
            bool isMaps = section.Utf8Name.SequenceEqual("maps"u8) || section.Utf8Name.StartsWith("maps/"u8);
            if (!isMaps || section.Type != ElfSection.ProgramBits || section.Size == 0)
            {
                continue;
            }

            if (options.Dialect == BpfDialect.Libbpf)
            {
                throw new BpfUnsupportedException(
                    "open object", objectName,
                    "It defines maps in the old section 'maps'; define them with BTF in '.maps', or set BpfObjectOptions.Dialect to Cilium.", Errno.EOPNOTSUPP);
            }

            Read(elf, section, maps);
        }
    }

    private static void Read(ObjectElf elf, ObjectSection section, List<MapDefinition> maps)
    {
        List<ObjectSymbol> symbols = [];
        foreach (ObjectSymbol symbol in elf.Symbols)
        {
            if (symbol.IsIn(section))
            {
                symbols.Add(symbol);
            }
        }

        if (symbols.Count == 0 || section.Size % (ulong)symbols.Count != 0)
        {
            throw elf.Defect($"Section '{section.Name}' ({section.Size} bytes) does not hold {symbols.Count} map definitions of equal size.");
        }

        int size = (int)(section.Size / (ulong)symbols.Count);
        foreach (ObjectSymbol symbol in symbols)
        {
            if (size < KnownFields * sizeof(uint) || symbol.Value > section.Size || section.Size - symbol.Value < (ulong)size)
            {
                throw elf.Defect($"The definition of map '{symbol.Name}' is cut off.");
            }

            ReadOnlySpan<byte> bytes = section.Contents.Span.Slice((int)symbol.Value, size);
            if (bytes[(KnownFields * sizeof(uint))..].ContainsAnyExcept((byte)0))
            {
                throw elf.Defect($"The definition of map '{symbol.Name}' has unknown fields that are not zero.");
            }

            int Field(int index) => (int)elf.File.UInt32(section.Contents.Span[((int)symbol.Value + (index * sizeof(uint)))..]);
            maps.Add(new MapDefinition
            {
                Name = symbol.Name,
                KernelName = symbol.Name,
                SectionIndex = section.Index,
                SectionOffset = symbol.Value,
                Type = (MapType)Field(0),
                KeySize = Field(1),
                ValueSize = Field(2),
                MaxEntries = (uint)Field(3),
                Flags = (MapFlags)Field(4),
            });
        }
    }
}
