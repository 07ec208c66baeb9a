using System.Text;
using Bpf.Runtime;

namespace Bpf.Objects.Elf;

/// <summary>The dynamic section of a program or library: its own name, the libraries it needs, and its dynamic linker.</summary>
internal sealed class ElfDynamic
{
    private const ulong NeededTag = 1; // DT_NEEDED
    private const ulong StringTableTag = 5; // DT_STRTAB
    private const ulong StringSizeTag = 10; // DT_STRSZ
    private const ulong NameTag = 14; // DT_SONAME

    private ElfDynamic(string? name, string? interpreter, string[] needed)
    {
        Name = name;
        Interpreter = interpreter;
        Needed = needed;
    }

    /// <summary>Name by which other files refer to this one (SONAME); null when it has none.</summary>
    public string? Name { get; }

    /// <summary>Path of the dynamic linker; null in libraries and statically linked programs.</summary>
    public string? Interpreter { get; }

    /// <summary>Names of the libraries that the file needs.</summary>
    public IReadOnlyList<string> Needed { get; }

    /// <summary>Reads the dynamic section; a file without one needs nothing.</summary>
    /// <exception cref="BpfObjectFormatException">The file is damaged.</exception>
    public static ElfDynamic Read(ElfFile file)
    {
        string? interpreter = null;
        List<ulong> needed = [];
        ulong? name = null;
        ulong strings = 0;
        ulong size = 0;
        foreach (ref readonly ElfSegment segment in file.Segments)
        {
            ReadOnlySpan<byte> contents = segment.Type is ElfSegment.Dynamic or ElfSegment.Interpreter ? file.Slice(segment.Offset, segment.FileSize, "segment")
                : default;
            if (segment.Type == ElfSegment.Interpreter)
            {
                interpreter = Encoding.UTF8.GetString(ElfText.At(contents, 0));
            }

            for (; segment.Type == ElfSegment.Dynamic && contents.Length >= 2 * file.AddressSize; contents = contents[(2 * file.AddressSize)..])
            {
                ulong value = file.Address(contents[file.AddressSize..]);
                switch (file.Address(contents))
                {
                    case NeededTag:
                        needed.Add(value);
                        break;
                    case NameTag:
                        name = value;
                        break;
                    case StringTableTag:
                        strings = value;
                        break;
                    case StringSizeTag:
                        size = value;
                        break;
                }
            }
        }

        ReadOnlySpan<byte> texts = file.FileOffsetOf(strings) is { } offset ? file.Slice(offset - file.Origin, size, "string table") : default;
        string[] names = new string[needed.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Text(texts, needed[i]);
        }

        return new ElfDynamic(name is { } own ? Text(texts, own) : null, interpreter, names);
    }

    private static string Text(ReadOnlySpan<byte> texts, ulong offset) => Encoding.UTF8.GetString(ElfText.At(texts, (uint)Math.Min(offset, uint.MaxValue)));
}
