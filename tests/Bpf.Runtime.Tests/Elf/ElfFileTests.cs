using System.Text;
using Bpf.Objects.Btf.Values;
using Bpf.Objects.Elf;
using Bpf.Objects.Files;
using Bpf.Runtime.Tests.Support;
using Bpf.Symbols.DebugFiles;
using Bpf.Testing;

namespace Bpf.Runtime.Tests.Elf;

/// <summary>The ELF reader on files of this machine and of compilers, compared with readelf.</summary>
public class ElfFileTests
{
    private const string Source = """
        #include "common.h"
        struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, int); } slots SEC(".maps");
        int counter = 7;
        static __attribute__((noinline)) int twice(int value) { return value * counter; }
        SEC("socket") int filter(struct __sk_buff *skb) { int key = 0; return bpf_map_lookup_elem(&slots, &key) ? twice(skb->len) : 0; }
        """;

    [Theory]
    [InlineData("libc.so.6")]
    [InlineData("libstdc++.so.6")]
    [InlineData("libm.so.6")]
    public void DynamicSymbolsMatchReadelf(string library)
    {
        string path = SystemFile(library);
        ElfFile file = Open(path);
        ElfSection table = file.Sections[file.FindSection(ElfSection.DynamicSymbols)];
        SymbolVersions versions = SymbolVersions.Read(file);
        List<string> ours = [];
        ReadOnlySpan<ElfSymbol> symbols = file.SymbolsOf(table);
        for (int i = 1; i < symbols.Length; i++)
        {
            string name = Encoding.UTF8.GetString(ElfText.At(file.StringsOf(table), symbols[i].Name));
            string? version = versions.NameOf(i);
            string separator = symbols[i].IsDefined && versions.IsDefault(i) ? "@@" : "@";
            // A version definition is itself a symbol whose name has no version suffix.
            ours.Add($"{i}: {symbols[i].Value:x16} {symbols[i].Size} {name}{(version is null || version == name ? "" : separator + version)}");
        }

        Assert.Equal(ReadelfSymbols(path), ours);
    }

    [Fact]
    public void ProgramHeadersMatchReadelf()
    {
        string path = SystemFile("libc.so.6");
        List<string> theirs = [.. Rows("readelf", "-lW", path).Where(words => words is ["LOAD" or "NOTE" or "DYNAMIC" or "TLS", ..]).Select(words => $"{words[1]} {words[2]} {words[4]} {words[5]}")];
        List<string> ours = [];
        foreach (ref readonly ElfSegment segment in Open(path).Segments)
        {
            if (segment.Type is ElfSegment.Load or ElfSegment.Note or 2 or 7) // PT_DYNAMIC, PT_TLS
            {
                ours.Add($"0x{segment.Offset:x6} 0x{segment.VirtualAddress:x16} 0x{segment.FileSize:x6} 0x{segment.MemorySize:x6}");
            }
        }

        Assert.NotEmpty(ours);
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void RelocationsWithAddendsMatchReadelf()
    {
        string path = SystemFile("libc.so.6");
        ElfFile file = Open(path);
        List<string> ours = [];
        foreach (ElfSection section in file.Sections)
        {
            if (section.Type != ElfSection.RelocationsWithAddend)
            {
                continue;
            }

            foreach (ElfRelocation relocation in file.RelocationsOf(section))
            {
                ours.Add($"{relocation.Offset:x16} {(((ulong)relocation.Symbol << 32) | relocation.Type):x16}");
            }
        }

        List<string> theirs = [.. Rows("readelf", "-rW", path).Where(words => words is [{ Length: 16 }, { Length: 16 }, ..]).Select(words => $"{words[0]} {words[1]}")];
        Assert.NotEmpty(ours);
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void BuildIdMatchesReadelf()
    {
        string path = SystemFile("libc.so.6");
        string theirs = Tool.Run("readelf", "-n", path).Split('\n').Single(line => line.Contains("Build ID", StringComparison.Ordinal)).Split(' ')[^1];
        ElfFile file = Open(path);
        ElfSection section = file.Sections[file.FindSection(".note.gnu.build-id"u8)];
        List<string> bySection = [];
        foreach (ElfNote note in file.NotesOf(section))
        {
            bySection.Add($"{Encoding.UTF8.GetString(note.Owner)} {note.Type} {Convert.ToHexStringLower(note.Description)}");
        }

        List<string> bySegment = [];
        foreach (ElfSegment segment in file.Segments)
        {
            if (segment.Type != ElfSegment.Note)
            {
                continue;
            }

            foreach (ElfNote note in file.NotesOf(segment))
            {
                bySegment.Add($"{Encoding.UTF8.GetString(note.Owner)} {note.Type} {Convert.ToHexStringLower(note.Description)}");
            }
        }

        Assert.Equal([$"GNU 3 {theirs}"], bySection);
        Assert.Contains(bySection[0], bySegment);
    }

    [Theory]
    [InlineData("bpfel", true)]
    [InlineData("bpfeb", false)]
    public void BothByteOrdersReadTheSame(string target, bool isLittleEndian)
    {
        byte[] bytes = CObject.CompileText(Source, "-target", target);
        ElfFile file = new(bytes, target);
        Assert.Equal(isLittleEndian, file.IsLittleEndian);
        Assert.Equal(247, file.Machine);
        Assert.Equal(1, file.Type);
        ElfSection table = file.Sections[file.FindSection(ElfSection.SymbolTable)];
        Dictionary<string, ulong> sizes = [];
        foreach (ref readonly ElfSymbol symbol in file.SymbolsOf(table))
        {
            sizes[Encoding.UTF8.GetString(ElfText.At(file.StringsOf(table), symbol.Name))] = symbol.Size;
        }

        Assert.Equal(4UL, sizes["counter"]);
        Assert.Equal(32UL, sizes["slots"]);
        Assert.True(sizes["filter"] is > 0 and < 400);
        ElfSection code = file.Sections[file.FindSection("socket"u8)];
        Assert.Equal(sizes["filter"], code.Size);
        List<uint> symbols = [];
        foreach (ElfRelocation relocation in file.RelocationsOf(file.Sections[file.FindSection(".relsocket"u8)]))
        {
            symbols.Add(relocation.Symbol);
        }

        Assert.Equal(2, symbols.Count);
    }

    [Fact]
    public void RelocationsAreReadForOtherArchitectures()
    {
        string directory = Directory.CreateTempSubdirectory("bpf-elf-").FullName;
        try
        {
            string source = Path.Combine(directory, "far.c");
            string path = Path.Combine(directory, "far.o");
            File.WriteAllText(source, "extern int far(int); int near(int value) { return far(value) + far(value + 1); }");
            Tool.Run("clang-19", "--target=s390x-linux-gnu", "-O1", "-c", source, "-o", path);
            ElfFile file = Open(path);
            Assert.False(file.IsLittleEndian);
            List<string> ours = [];
            foreach (ElfRelocation relocation in file.RelocationsOf(file.Sections[file.FindSection(".rela.text"u8)]))
            {
                ours.Add($"{relocation.Offset:x16} {(((ulong)relocation.Symbol << 32) | relocation.Type):x16} {relocation.Addend:x}");
            }

            List<string> theirs = [.. Rows("readelf", "-rW", path).Where(words => words is [{ Length: 16 }, _, "R_390_PLT32DBL", ..]).Select(words => $"{words[0]} {words[1]} {words[^1]}")];
            Assert.Equal(2, ours.Count);
            Assert.Equal(theirs, ours);
            Assert.Contains("big-endian", Assert.Throws<BpfObjectFormatException>(file.RequireNativeByteOrder).Message);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void MoreSectionsThanTheHeaderCanCount()
    {
        const int Count = 66_000;
        string directory = Directory.CreateTempSubdirectory("bpf-elf-").FullName;
        try
        {
            string source = Path.Combine(directory, "many.s");
            string path = Path.Combine(directory, "many.o");
            File.WriteAllLines(source, Enumerable.Range(0, Count).Select(i => $".section s{i},\"a\"\n.byte 1"));
            Tool.Run("clang-19", "-c", source, "-o", path);
            ElfFile file = Open(path);
            Assert.True(file.Sections.Length > Count);
            int last = file.FindSection(Encoding.ASCII.GetBytes($"s{Count - 1}"));
            Assert.Equal(1, file.ContentsOf(file.Sections[last])[0]);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void WithoutSectionsTheRestIsStillReadable()
    {
        byte[] bytes = File.ReadAllBytes(SystemFile("libm.so.6"));
        bytes.AsSpan(40, 8).Clear(); // e_shoff
        bytes.AsSpan(60, 4).Clear(); // e_shnum, e_shstrndx
        ElfFile file = new(bytes, "libm");
        Assert.True(file.Sections.IsEmpty);
        Assert.Equal(-1, file.FindSection(".text"u8));
        Assert.False(file.Segments.IsEmpty);
        Assert.NotNull(DebugSymbols.BuildId(file));
    }

    [Theory]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46 }, "not an ELF file")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 3, 1 }, "unknown class 3")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 1, 1 }, "header is cut off")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 3 }, "unknown byte order 3")]
    [InlineData(new byte[] { 0x7F, 0x45, 0x4C, 0x46, 2, 1 }, "header is cut off")]
    public void FileThatIsNotElfIsReported(byte[] bytes, string reason)
        => Assert.Contains(reason, Assert.Throws<BpfObjectFormatException>(() => new ElfFile(bytes, "bytes")).Message);

    [Fact]
    public void TablePastTheEndOfTheFileIsAnError()
    {
        byte[] bytes = CObject.CompileText(Source);
        string message = Assert.Throws<BpfObjectFormatException>(() => new ElfFile(bytes.AsMemory(0, bytes.Length - 64), "object").Sections.Length).Message;
        Assert.Contains("section table", message);
        Assert.Contains("cut off", message);
    }

    private static ElfFile Open(string path) => new(File.ReadAllBytes(path), path);

    private static string SystemFile(string name)
        => Tool.Run("gcc", $"-print-file-name={name}").Trim();

    private static List<string> ReadelfSymbols(string path)
    {
        List<string> symbols = [];
        foreach (string[] words in Rows("readelf", "--dyn-syms", "-W", path))
        {
            if (words.Length >= 7 && words[0].EndsWith(':') && words[0] != "0:" && int.TryParse(words[0][..^1], out _))
            {
                symbols.Add($"{words[0]} {words[1]} {Number(words[2])} {(words.Length > 7 ? words[7] : "")}");
            }
        }

        return symbols;
    }

    private static ulong Number(string text) => text.StartsWith("0x", StringComparison.Ordinal) ? Convert.ToUInt64(text, 16) : ulong.Parse(text);

    private static IEnumerable<string[]> Rows(string command, params string[] arguments)
        => Tool.Run(command, arguments).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
